package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whole schemas, written as applications write theirs, through a whole journey. Of each there is {@code corpus/NAME.sql}, a
 * schema with its rows and then, after the line {@code -- changes}, what happens to them while the stream runs;
 * {@code NAME.findings}, everything that an assessment says about it; and {@code NAME.yaml} where it needs policies.
 * Statements end where a line ends in a semicolon.
 */
class CorpusIT {
    private static final String CHANGES = "\n-- changes\n";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(textBlock = """
            # schema, tables, views, foreign keys
            shop,     12,     5,     10
            cms,      12,     3,     0
            forum,    12,     7,     12
            erp,      13,     7,     5
            """)
    void aWholeSchemaArrives(String name, int tables, int views, int foreignKeys) throws SQLException, IOException {
        String[] parts = required(name + ".sql").split(CHANGES);
        Path config = Files.writeString(folder.resolve("landfall.yaml"), orElse(resource(name + ".yaml"), "{}"));
        try (Voyage voyage = Voyage.begin(statements(parts[0]))) {
            Path report = folder.resolve("report.json");
            Voyage.Ended assessed = voyage.run("assess", "-c", config.toString(), "--report", report.toString());
            assertThat(assessed.exitCode()).as(assessed.toString()).isIn(0, 1);
            assertThat(findings(voyage, report)).isEqualTo(required(name + ".findings"));
            run(voyage, config, "schema", "plan");
            run(voyage, config, "snapshot");

            voyage.source().execute(statements(parts[1]));
            run(voyage, config, "stream", "--until", "caught-up");

            run(voyage, config, "verify");
            assertThat(run(voyage, config, "schema", "diff").out()).contains("SAME");
            assertThat(counted(
                            voyage,
                            "pg_class WHERE relkind IN ('r', 'p') AND NOT relispartition AND relnamespace ="
                                    + " 'shop'::regnamespace"))
                    .isEqualTo(tables);
            assertThat(counted(
                            voyage,
                            "pg_constraint WHERE contype = 'f' AND convalidated AND conparentid = 0 AND connamespace ="
                                    + " 'shop'::regnamespace"))
                    .isEqualTo(foreignKeys);
            assertThat(rowsPerView(voyage)).hasSize(views);
        }
    }

    /** One line per code with the places that it was found at, both in order. */
    private static String findings(Voyage voyage, Path report) throws IOException {
        Map<String, TreeSet<String>> places = new TreeMap<>();
        for (JsonNode finding :
                new JsonMapper().readTree(Files.readString(report)).get("findings")) {
            assertThat(finding.get("text").asText()).isNotBlank().doesNotContain("[text=", "[sql=");
            String place = finding.get("where").asText().replace(voyage.source().name() + ".", "");
            assertThat(places.computeIfAbsent(finding.get("code").asText(), code -> new TreeSet<>())
                            .add(place))
                    .as("%s is said once", finding)
                    .isTrue();
        }
        return places.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + String.join(", ", entry.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    /** Each view has as many rows here as there, and at least one. */
    private static List<String> rowsPerView(Voyage voyage) throws SQLException {
        List<String> compared = new ArrayList<>();
        for (List<@Nullable String> view : voyage.source()
                .query(
                        "SELECT TABLE_NAME, LEFT(LOWER(TABLE_NAME), 40) FROM information_schema.VIEWS WHERE TABLE_SCHEMA ="
                                + " DATABASE()")) {
            String target = String.valueOf(voyage.target()
                    .value(
                            "SELECT quote_ident(viewname) FROM pg_views WHERE schemaname = 'shop' AND left(viewname, 40) ="
                                    + " '" + view.get(1) + "'"));
            String rows = voyage.source().value("SELECT COUNT(*) FROM `" + view.get(0) + "`");
            assertThat(voyage.target().value("SELECT count(*) FROM shop." + target))
                    .as(target)
                    .isEqualTo(rows)
                    .isNotEqualTo("0");
            compared.add(target);
        }
        return compared;
    }

    private static int counted(Voyage voyage, String what) throws SQLException {
        return Integer.parseInt(String.valueOf(voyage.target().value("SELECT count(*) FROM " + what)));
    }

    private static Voyage.Ended run(Voyage voyage, Path config, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("-c", config.toString()));
        Voyage.Ended ended = voyage.run(all.toArray(String[]::new));
        assertThat(ended.exitCode()).as(List.of(arguments) + "\n" + ended).isZero();
        return ended;
    }

    private static String[] statements(String sql) {
        return sql.split(";\\n");
    }

    private static String required(String name) throws IOException {
        return orElse(resource(name), "no file " + name);
    }

    private static String orElse(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }

    private static @Nullable String resource(String name) throws IOException {
        try (InputStream stream = CorpusIT.class.getResourceAsStream("corpus/" + name)) {
            return stream == null ? null : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
