package dev.landfall.reverse;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates and times of PostgreSQL, in ISO style and UTC, as MariaDB reads them. */
final class Calendars {
    private static final Pattern TEXT =
            Pattern.compile("(\\d{4,})(-\\d\\d-\\d\\d(?: \\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?)?)(\\+00)?( BC)?");

    private Calendars() {}

    /** PostgreSQL's 1 BC is MariaDB's year 0000. @throws UnholdableValueException for years that MariaDB does not have */
    static String mariaDb(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new UnholdableValueException(text + " is no date on MariaDB");
        }
        boolean beforeChrist = matcher.group(4) != null;
        String year = matcher.group(1);
        if (year.length() > 4 || beforeChrist && !year.equals("0001")) {
            throw new UnholdableValueException(text + " is beyond MariaDB's years 0000 to 9999");
        }
        return (beforeChrist ? "0000" : year) + matcher.group(2);
    }
}
