package dev.landfall.verify;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

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
        List<EqualBefore> whole = equal.stream().filter(EqualBefore::whole).toList();
        List<EqualBefore> parts = equal.stream().filter(found -> !found.whole()).toList();
        List<String> what = new ArrayList<>();
        if (!whole.isEmpty()) {
            what.add(whole.size() + " of " + counted(tables, "table"));
        }
        if (!parts.isEmpty()) {
            long rows = parts.stream().mapToLong(EqualBefore::rows).sum();
            what.add(counted(rows, "row") + " of " + parts.size()
                    + (whole.isEmpty() ? " of " + counted(tables, "table") : parts.size() == 1 ? " other" : " others"));
        }
        boolean one = equal.size() == 1 && !whole.isEmpty();
        return String.join(" and ", what) + (one ? " was" : " were") + " found equal at source position "
                + first.gtids()
                + (onePosition ? "" : " or later") + " (" + first.at().truncatedTo(ChronoUnit.SECONDS)
                + ") by a verification that was interrupted; of " + (one ? "it" : "them")
                + " only what has changed since " + form + " compared.";
    }

    private static String counted(long count, String noun) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? noun : noun + "s");
    }
}
