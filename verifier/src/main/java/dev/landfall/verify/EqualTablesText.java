package dev.landfall.verify;

import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/** What a verification goes on from, in a sentence. */
public final class EqualTablesText {
    private EqualTablesText() {}

    /**
     * @param equal not empty
     * @param tables of how many
     * @param form of "to be": is, while it runs; was, afterwards
     */
    public static String of(List<EqualBefore> equal, int tables, String form) {
        EqualBefore first =
                equal.stream().min(Comparator.comparing(EqualBefore::at)).orElseThrow();
        boolean onePosition = equal.stream().map(EqualBefore::gtids).distinct().count() == 1;
        return equal.size() + " of " + tables + (tables == 1 ? " table" : " tables")
                + (equal.size() == 1 ? " was" : " were") + " found equal at source position " + first.gtids()
                + (onePosition ? "" : " or later") + " (" + first.at().truncatedTo(ChronoUnit.SECONDS)
                + ") by a verification that was interrupted; of " + (equal.size() == 1 ? "it" : "them")
                + " only what has changed since " + form + " compared.";
    }
}
