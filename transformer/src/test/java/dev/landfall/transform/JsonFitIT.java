package dev.landfall.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.profile.JsonShape;
import dev.landfall.target.PgType;
import dev.landfall.testing.TestPostgres;
import dev.landfall.testing.TestTargetDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** PostgreSQL itself is the measure of what fits json and jsonb. */
class JsonFitIT {
    private static final List<String> DOCUMENTS = List.of(
            "{}",
            "[]",
            "null",
            "true",
            "false",
            "\"\"",
            "0",
            "-0",
            "1",
            "-1.5",
            "1e5",
            "1E+5",
            "1e-5",
            "1.0e0",
            " [ 1 , 2 ] ",
            "{\"a\":1}",
            "{\"a\":{\"a\":1}}",
            "{\"a\":1,\"b\":2}",
            "{\"a\":1,\"a\":2}",
            "[{\"a\":1},{\"a\":1}]",
            "{\"\\u0061\":1,\"a\":2}",
            "{\"\":1,\"\":2}",
            "\t\n\r1",
            "",
            " ",
            "1.",
            ".5",
            "+1",
            "01",
            "-",
            "--1",
            "1e",
            "1e+",
            "0x1",
            "1a",
            "1_0",
            "NaN",
            "Infinity",
            "True",
            "nul",
            "nullx",
            "'a'",
            "\"a",
            "a\"",
            "\"\\x41\"",
            "\"\\u12\"",
            "\"\\u12G4\"",
            "\"\\uABcd\"",
            "\"\\u0000\"",
            "\"a\\u0000b\"",
            "{\"\\u0000\":1}",
            "\"\\\\u0000\"",
            "\"\\ud800\"",
            "\"\\udc00\"",
            "\"\\ud83d\\ude00\"",
            "\"\\ud83d\\ud83d\"",
            "\"\\ud83dx\"",
            "\"\\ude00\\ud83d\"",
            "\"\u00e9\uD83D\uDE00\"",
            "\"\t\"",
            "\"a\nb\"",
            "\"\\b\\f\\n\\r\\t\\/\\\\\\\"\"",
            "[1,]",
            "[,1]",
            "[1 2]",
            "[",
            "]",
            "[1",
            "{",
            "}",
            "{1:2}",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "{,}",
            "{\"a\" : 1 }",
            "[[[[[]]]]]",
            "1 2",
            "[]]",
            "1e131071",
            "1e131072",
            "1e-16383",
            "1e-16384",
            "1e99999999999",
            "-1e-99999999999",
            "12345678901234567890123456789012345678901234567890.5",
            "[1e400, 2]",
            "\u00a01",
            "\uFEFF1",
            "/*c*/1",
            "1//c",
            "{\"a\":1}x",
            "[true,false,null,\"x\",-1.25E-3,{\"k\":[]}]");

    @Test
    void theShapeIsWhatPostgreSqlTakes() throws SQLException {
        List<String> all = new ArrayList<>(DOCUMENTS);
        Random random = new Random(7);
        for (int i = 0; i < 1_500; i++) {
            all.add(damaged(DOCUMENTS.get(random.nextInt(DOCUMENTS.size())), random));
        }
        SoftAssertions softly = new SoftAssertions();
        try (TestTargetDatabase database = TestPostgres.shared().createDatabase();
                Connection connection = database.connect()) {
            for (String document : all) {
                boolean json = takes(connection, "json", document) != null;
                String jsonb = takes(connection, "jsonb", document);
                JsonShape shape = JsonShape.of(document);
                softly.assertThat(shape != JsonShape.INVALID)
                        .as("json takes " + document)
                        .isEqualTo(json);
                softly.assertThat(shape == JsonShape.JSONB || shape == JsonShape.REPEATED_KEY)
                        .as("jsonb takes " + document)
                        .isEqualTo(jsonb != null);
                softly.assertThat(takes(connection, "jsonb", FittedJson.of(document, PgType.JSONB)))
                        .as("jsonb takes what is made of " + document)
                        .isNotNull();
                softly.assertThat(takes(connection, "json", FittedJson.of(document, PgType.JSON)))
                        .as("json takes what is made of " + document)
                        .isNotNull();
            }
        }
        softly.assertAll();
    }

    @Test
    void onlyWhatDoesNotFitIsChanged() {
        assertThat(FittedJson.of("{\"a\": 1, \"a\": 2}", PgType.JSONB)).isEqualTo("{\"a\": 1, \"a\": 2}");
        assertThat(FittedJson.of("[\"\\\\u0000\", \"\\u0000\"]", PgType.JSONB))
                .isEqualTo("[\"\\\\u0000\", \"\\ufffd\"]");
        assertThat(FittedJson.of("\"\\ud83d\\ude00\\ud83d\"", PgType.JSONB)).isEqualTo("\"\\ud83d\\ude00\\ufffd\"");
        assertThat(FittedJson.of("\"\\u0000\"", PgType.JSON)).isEqualTo("\"\\u0000\"");
        assertThat(FittedJson.of("1.", PgType.JSONB)).isEqualTo("\"1.\"");
        assertThat(FittedJson.of("[1e999999]", PgType.JSONB)).isEqualTo("\"[1e999999]\"");
    }

    private static String damaged(String document, Random random) {
        StringBuilder text = new StringBuilder(document);
        String alphabet = "{}[],:\"\\u0eE+-.1 ax\uD83D";
        int at = random.nextInt(text.length() + 1);
        switch (random.nextInt(3)) {
            case 0 -> text.insert(at, alphabet.charAt(random.nextInt(alphabet.length() - 1)));
            case 1 -> text.delete(at, Math.min(text.length(), at + 1));
            default -> text.insert(at, DOCUMENTS.get(random.nextInt(DOCUMENTS.size())));
        }
        return new String(text.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static @Nullable String takes(Connection connection, String type, String document) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT CAST(? AS " + type + ")::text")) {
            statement.setString(1, document);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        } catch (SQLException e) {
            // Class 22 is what a value does wrong; anything else is a fault of the test.
            assertThat(e.getSQLState()).as(e.getMessage()).startsWith("22");
            return null;
        }
    }
}
