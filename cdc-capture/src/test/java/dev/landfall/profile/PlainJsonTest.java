package dev.landfall.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainJsonTest {
    private static final String DOCUMENT =
            "{\"n\": 12, \"tags\": [\"a\", \"ü\", {}], \"ok\": true, \"deep\": {\"n\": -0.5, \"x\": null}, \"e\": []}";
    private static final String CHARACTERS = "{}[]\",:0123456789.-+eEtruefalsn \\u\n\0";

    @ParameterizedTest
    @ValueSource(
            strings = {"1", " \"text\" ", "[]", "{}", "[1, 2.5 , -3]", DOCUMENT, "{\"a\":{\"a\":{\"a\":1}},\"b\":2}"})
    void ordinaryDocumentsAreRecognised(String text) {
        assertThat(fits(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"a\":1,\"a\":2}",
                "{\"b\":{\"a\":1,\"c\":[{\"x\":1,\"x\":2}]}}",
                "[1,]",
                "01",
                "1.",
                "\"\\u0000\"",
                "[1}",
                "{\"a\":1]",
                "nul",
                "1e5",
                "12345678901234567890",
                "{\"a\" 1}",
                "{1:2}",
                "\"a",
                "[1 2]"
            })
    void everythingElseIsLeftToTheWholeRules(String text) {
        assertThat(fits(text)).isFalse();
    }

    @Test
    void whatIsRecognisedIsKeptWholeByJsonb() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int recognised = 0;
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder(DOCUMENT);
            for (int change = random.nextInt(3); change >= 0; change--) {
                int at = random.nextInt(text.length());
                char c = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, c);
                    case 1 -> text.insert(at, c);
                    default -> text.deleteCharAt(at);
                }
            }
            if (fits(text.toString())) {
                recognised++;
                assertThat(JsonShape.of(text.toString()))
                        .as("seed %d: %s", seed, text)
                        .isEqualTo(JsonShape.JSONB);
            }
        }
        assertThat(recognised).isGreaterThan(1_000);
    }

    private static boolean fits(String text) {
        byte[] bytes = ("xx" + text + "x").getBytes(StandardCharsets.UTF_8);
        return new PlainJson().fits(bytes, 2, bytes.length - 3);
    }
}
