package dev.landfall.forecast;

/** What is left to copy of one table, and what that says of the cost of what is to be built on it. Not thread-safe. */
final class TableForecast {
    /** Of work on this table, before it tells more about what the table costs than the other tables do. */
    private static final double ENOUGH_SECONDS = 0.5;
    /** Of a chunk: so much the engine's estimate counts beside the chunks that are done, the first of which may be empty. */
    private static final double DOUBT = 0.25;

    /** As what is copied of a byte in the source's pages: the pages are not to count. */
    private static final double WITHOUT_PAGES = 0;
    /** So many rows, of those that its pages let expect, a table has at the most. */
    private static final double FULLEST = 1.3;
    /** The same, at the least. */
    private static final double EMPTIEST = 0.5;
    /** An eighth of a page of InnoDB. */
    private static final double LARGE_ROW = 2_048;
    /** Of what a table without a finished chunk has shown, at least so much is still to come: nobody knows where it ends. */
    private static final double OPEN_END = 0.1;

    private final TableShape shape;
    private final TableBuilds builds;
    private long rows;
    private long bytes;
    private int openChunks;
    private long openExpected;
    private long openRows;
    private long doneExpected;
    private long doneRows;
    private double seconds;
    private double expectedSeconds;

    TableForecast(TableShape shape) {
        this.shape = shape;
        this.builds = new TableBuilds(shape.builds());
    }

    void planned(int chunks, long expectedRows) {
        openChunks += chunks;
        openExpected += expectedRows;
    }

    void earlier(long ofRows, long ofBytes, long expectedRows) {
        rows += ofRows;
        bytes += ofBytes;
        doneRows += ofRows;
        doneExpected += expectedRows;
    }

    void copied(long moreRows, long moreBytes) {
        rows += moreRows;
        bytes += moreBytes;
        openRows += moreRows;
    }

    /** @param expected what work on any table takes as long as the latter */
    void worked(double workedSeconds, double expected) {
        seconds += workedSeconds;
        expectedSeconds += expected;
    }

    /** How much more work on this table takes than on any. */
    double factor() {
        return (ENOUGH_SECONDS + seconds) / (ENOUGH_SECONDS + expectedSeconds);
    }

    void finished(long ofRows, long expectedRows) {
        openChunks--;
        openExpected -= expectedRows;
        openRows -= ofRows;
        doneRows += ofRows;
        doneExpected += expectedRows;
    }

    void lost(long ofRows, long ofBytes) {
        rows -= ofRows;
        bytes -= ofBytes;
        openRows -= ofRows;
    }

    /** What it costs, in bytes that cost as much to copy. */
    double units(double ofRows, double ofBytes) {
        return shape.units(ofRows, ofBytes);
    }

    long bytes() {
        return bytes;
    }

    /** What the source has in its pages for what is copied. */
    double expectedBytesCopied() {
        double all = rows + rowsLeft(WITHOUT_PAGES);
        return all > 0 ? shape.expectedBytes() * rows / all : 0;
    }

    /** @param ofPages how many bytes are copied of one that the source has, in all tables together */
    private double rowsLeft(double ofPages) {
        if (openChunks == 0) {
            return 0;
        }
        double byPages = shape.expectedBytes() * ofPages / bytesPerRow(ofPages);
        if (doneExpected > 0) {
            return Math.max(0, total(byPages) - doneRows - openRows);
        }
        return Math.max(OPEN_END * openRows, guess(byPages) - openRows);
    }

    private double guess(double byPages) {
        if (openExpected == 0 || byPages == 0) {
            return openExpected + byPages;
        }
        // Values with pages of their own mislead the engine's estimate of rows, and pages that are half empty that of
        // bytes.
        boolean large = shape.expectedBytes() > LARGE_ROW * shape.expectedRows();
        return large ? Math.sqrt(openExpected * byPages) : openExpected;
    }

    /** Their ranges are equally wide: what the storage engine has misjudged shows in the first of them. */
    private double total(double byPages) {
        double doubt = DOUBT * openExpected / openChunks;
        double byChunks = doneRows + openExpected * (doneRows + doubt) / (doneExpected + doubt);
        // Keys may be more dense at one end than at the other: the pages tell how far that can go.
        double possible = Math.min(FULLEST * byPages, Math.max(EMPTIEST * byPages, byChunks));
        double done = (double) doneExpected / (doneExpected + openExpected);
        return byPages > 0 ? done * byChunks + (1 - done) * possible : byChunks;
    }

    private double bytesPerRow(double ofPages) {
        return rows > 0 && bytes > 0
                ? (double) bytes / rows
                : Math.max(1, shape.expectedBytes() * ofPages / Math.max(1, shape.expectedRows()));
    }

    /** Whether some of it is copied by a worker that is not done with it. */
    boolean running() {
        return openRows > 0;
    }

    /** @param perUnit seconds that work on any table takes */
    Left left(double perUnit, double ofPages) {
        double moreRows = rowsLeft(ofPages);
        double moreBytes = moreRows * bytesPerRow(ofPages);
        double units = units(moreRows, moreBytes) + openChunks * Effort.STATEMENT;
        return new Left(units * factor() * perUnit, moreRows, moreBytes, openChunks);
    }

    double unitsToBuild(Stage stage) {
        return builds.units(stage, this::units);
    }

    /** What a statement costs, in bytes that cost as much to copy. */
    double units(Effort effort) {
        double all = rows + rowsLeft(1);
        return effort.units(all, all * bytesPerRow(1));
    }

    TableBuilds builds() {
        return builds;
    }
}
