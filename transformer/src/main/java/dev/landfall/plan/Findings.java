package dev.landfall.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects findings while a plan is made. Not thread-safe. */
final class Findings {
    private final List<Finding> findings = new ArrayList<>();

    void blocker(String code, String where, String text, String advice) {
        findings.add(new Finding(code, Finding.Severity.BLOCKER, where, text, advice));
    }

    void warning(String code, String where, String text, String advice) {
        findings.add(new Finding(code, Finding.Severity.WARNING, where, text, advice));
    }

    void info(String code, String where, String text) {
        findings.add(new Finding(code, Finding.Severity.INFO, where, text, ""));
    }

    /** Blockers first, then by place. */
    List<Finding> sorted() {
        return findings.stream()
                .sorted(Comparator.comparing(Finding::severity)
                        .thenComparing(Finding::where)
                        .thenComparing(Finding::code))
                .toList();
    }
}
