package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Geometries: PostGIS's where the target has it, else their bytes. The packaged pair of the CI has it. */
class GeometryIT {
    @TempDir
    private Path folder;

    private static final List<String> SHAPES = List.of(
            "ST_GeomFromText('POINT(1 2)', 4326)",
            "ST_GeomFromText('POINT(-0.5 90)')",
            "ST_GeomFromText('LINESTRING(0 0,1 1,2 0.25)', 3857)",
            "ST_GeomFromText('POLYGON((0 0,4 0,4 4,0 4,0 0),(1 1,2 1,2 2,1 2,1 1))')",
            "ST_GeomFromText('MULTIPOINT(1 1,2 2)', 4326)",
            "ST_GeomFromText('MULTIPOLYGON(((0 0,1 0,1 1,0 0)),((5 5,6 5,6 6,5 5)))')",
            "ST_GeomFromText('GEOMETRYCOLLECTION(POINT(1 2),LINESTRING(0 0,1 1))', 4326)",
            "NULL");

    @Test
    void shapesArriveOnBothWays() throws SQLException {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE shapes (id INT PRIMARY KEY, g GEOMETRY)",
                "CREATE TABLE places (id INT PRIMARY KEY, p POINT NOT NULL, SPATIAL INDEX near (p))",
                "CREATE TABLE keyless (n INT, g POLYGON)")) {
            boolean postgis = "1"
                    .equals(voyage.target()
                            .value("SELECT count(*) FROM pg_available_extensions WHERE name = 'postgis'"));
            if (postgis) {
                voyage.target().execute("CREATE SCHEMA \"Geo\"", "CREATE EXTENSION postgis SCHEMA \"Geo\"");
            }
            insert(voyage, 0);
            run(voyage, "snapshot");
            insert(voyage, 100);
            voyage.source()
                    .execute(
                            "UPDATE shapes SET g = ST_GeomFromText('POINT(7 8)', 4326) WHERE id = 7",
                            "UPDATE places SET p = POINT(3, 4) WHERE id = 0",
                            "DELETE FROM keyless WHERE n = 100",
                            "UPDATE keyless SET n = 5 WHERE n = 0");
            run(voyage, "stream", "--until", "caught-up");

            String types = voyage.target()
                    .value(
                            "SELECT string_agg(format_type(atttypid, atttypmod), ', ' ORDER BY attname) FROM pg_attribute WHERE"
                                    + " attrelid IN ('shop.shapes'::regclass, 'shop.places'::regclass) AND attname IN ('g', 'p')");
            if (postgis) {
                assertThat(types).isEqualTo("\"Geo\".geometry, \"Geo\".geometry(Point)");
                assertThat(voyage.target()
                                .value(
                                        "SELECT string_agg(\"Geo\".ST_AsEWKT(g), ' ' ORDER BY id) FROM shop.shapes WHERE id IN"
                                                + " (0, 7, 102)"))
                        .isEqualTo("SRID=4326;POINT(1 2) SRID=4326;POINT(7 8) SRID=3857;LINESTRING(0 0,1 1,2 0.25)");
                assertThat(voyage.target()
                                .value("SELECT count(*) FROM pg_indexes WHERE indexdef LIKE '%USING gist (p)%'"))
                        .isEqualTo("1");
            } else {
                assertThat(types).isEqualTo("bytea, bytea");
            }
            run(voyage, "verify");

            // A shape that is moved by hair's breadth is a difference.
            voyage.target()
                    .execute(
                            postgis
                                    ? "UPDATE shop.places SET p = \"Geo\".ST_SetSRID(\"Geo\".ST_MakePoint(3, 4.0000000000000001 + 1e-14), 0)"
                                            + " WHERE id = 0"
                                    : "UPDATE shop.places SET p = p || '\\x00' WHERE id = 0");
            assertThat(voyage.run("verify").exitCode()).isEqualTo(1);
        }
    }

    @Test
    void aShapeThatPostGisRefusesIsNamedOrKeptAsBytes() throws SQLException, IOException {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE shapes (id INT PRIMARY KEY, g GEOMETRY)",
                "INSERT INTO shapes VALUES (1, ST_GeomFromText('LINESTRING(0 0)')), (2, ST_GeomFromText('POINT(1 1)', 4000000))")) {
            boolean postgis = "1"
                    .equals(voyage.target()
                            .value("SELECT count(*) FROM pg_available_extensions WHERE name = 'postgis'"));
            if (postgis) {
                voyage.target().execute("CREATE EXTENSION postgis");
                Voyage.Ended refused = voyage.run("snapshot");
                assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(3);
                assertThat(refused.err()).contains("TYPE-001", "a line of one point", "bytea");
                voyage.run("cleanup", "--yes");
                voyage.target().execute("DROP SCHEMA shop CASCADE");
            }
            Path config =
                    Files.writeString(folder.resolve("landfall.yaml"), "mapping: {columns: {\"*.g\": {type: bytea}}}");
            run(voyage, "snapshot", "-c", config.toString());
            run(voyage, "verify", "-c", config.toString());
        }
    }

    private static void insert(Voyage voyage, int from) throws SQLException {
        for (int i = 0; i < SHAPES.size(); i++) {
            voyage.source().execute("INSERT INTO shapes VALUES (" + (from + i) + ", " + SHAPES.get(i) + ")");
        }
        voyage.source()
                .execute(
                        "INSERT INTO places VALUES (" + from + ", POINT(1, 2))",
                        "INSERT INTO keyless VALUES (" + from + ", " + SHAPES.get(3) + "), (" + from + ", "
                                + SHAPES.get(3) + "), (7, NULL)");
    }

    private static void run(Voyage voyage, String... arguments) {
        Voyage.Ended ended = voyage.run(arguments);
        assertThat(ended.exitCode()).as(ended.toString()).isZero();
    }
}
