package dev.landfall.verify;

/** One of the two servers: where its statements come from and how it spells things. */
enum Side {
    SOURCE,
    TARGET;

    SqlTemplate template(String name) {
        return SqlTemplate.load((this == SOURCE ? "source_" : "target_") + name + ".sql");
    }
}
