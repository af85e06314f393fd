package dev.landfall.verify.cells;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentHashTest {
    private static OptionalLong hash(String text) {
        byte[] bytes = ("##" + text + "##").getBytes(StandardCharsets.UTF_8);
        return new DocumentHash().of(bytes, 2, bytes.length - 4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"a\":1,\"b\":2}      | { \"b\" : 2 , \"a\" : 1 }",
                "1.50                   | 1.5",
                "150                    | 1.5e2",
                "0.015                  | 15E-3",
                "1e+3                   | 1000",
                "-0                     | 0.000",
                "100000000000000000000  | 1e20",
                "1234567890123456780500 | 12345678901234567805e2",
                "\"\\u00e9\\n\\/\"      | \"é\\u000a/\"",
                "\"\\ud83d\\ude00\"     | \"😀\"",
                "[true,false,null]      | [ true , false , null ]",
                "[]                     | [ ]",
                "{}                     | { }"
            })
    void theSameDocumentHasTheSameHash(String one, String other) {
        assertThat(hash(one)).isPresent().isEqualTo(hash(other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"a\":1,\"b\":2} | {\"a\":2,\"b\":1}",
                "{\"a\":{\"b\":1}} | {\"b\":{\"a\":1}}",
                "{\"a\":[1]}       | {\"a\":1}",
                "[1,2]             | [2,1]",
                "[[1],2]           | [[1,2]]",
                "[12]              | [1,2]",
                "[]                | {}",
                "[[]]              | []",
                "1                 | -1",
                "10                | 1",
                "1.01              | 1.1",
                "1001              | 101",
                "1234567890123456785 | 12345678901234567805",
                "123456789012345678 | 123456789012345678000001",
                "\"1\"             | 1",
                "\"a\"             | \"a \"",
                "\"a\"             | \"A\"",
                "\"é\"             | \"e\\u0301\"",
                "\"\"              | null",
                "true              | false",
                "\"true\"          | true",
                "{\"a\":null}      | {}"
            })
    void anotherDocumentHasAnotherHash(String one, String other) {
        assertThat(hash(one)).isPresent().isNotEqualTo(hash(other));
        assertThat(hash(other)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[1",
                "[1,]",
                "{\"a\"}",
                "{\"a\":}",
                "nul",
                "\"a",
                "\"\\x\"",
                "\"\\ud83d\"",
                "1 2",
                "1e",
                "-",
                "{a:1}"
            })
    void whatIsNoDocumentHasNone(String text) {
        assertThat(hash(text)).isEmpty();
    }

    @Test
    void whatIsNestedDeeplyIsLeftToOthers() {
        assertThat(hash("[".repeat(50) + "]".repeat(50))).isPresent();
        assertThat(hash("[".repeat(50_000) + "]".repeat(50_000))).isEmpty();
    }

    @Test
    void orderAndSpellingDoNotMatterOverRandomDocuments() throws Exception {
        Random random = new Random(20_262);
        ObjectMapper mapper = new ObjectMapper();
        Set<Long> hashes = new HashSet<>();
        Set<String> texts = new HashSet<>();
        for (int i = 0; i < 2_000; i++) {
            ObjectNode document = object(random, 3);
            String text = mapper.writeValueAsString(document);
            OptionalLong hash = hash(text);
            assertThat(hash).as(text).isPresent();
            assertThat(hash(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(shuffled(document, random))))
                    .as(text)
                    .isEqualTo(hash);
            if (texts.add(mapper.writeValueAsString(sorted(document)))) {
                assertThat(hashes.add(hash.getAsLong())).as(text).isTrue();
            }
        }
    }

    private static ObjectNode object(Random random, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = random.nextInt(5); i >= 0; i--) {
            String key = "k" + random.nextInt(20) + (random.nextInt(5) == 0 ? "\"é\n" : "");
            switch (random.nextInt(depth > 0 ? 6 : 4)) {
                case 0 -> object.put(key, random.nextInt());
                case 1 -> object.put(key, random.nextDouble());
                case 2 -> object.put(key, "v" + random.nextInt(1_000) + "\\\"😀".substring(random.nextInt(4)));
                case 3 -> object.put(key, random.nextBoolean());
                case 4 -> object.set(key, object(random, depth - 1));
                default -> {
                    ArrayNode array = object.putArray(key);
                    array.add(random.nextInt(10)).addNull().add(object(random, depth - 1));
                }
            }
        }
        return object;
    }

    private static ObjectNode shuffled(ObjectNode document, Random random) {
        List<String> keys = new ArrayList<>();
        document.fieldNames().forEachRemaining(keys::add);
        Collections.shuffle(keys, random);
        return inOrder(document, keys);
    }

    private static ObjectNode sorted(ObjectNode document) {
        List<String> keys = new ArrayList<>();
        document.fieldNames().forEachRemaining(keys::add);
        Collections.sort(keys);
        return inOrder(document, keys);
    }

    private static ObjectNode inOrder(ObjectNode document, List<String> keys) {
        ObjectNode ordered = JsonNodeFactory.instance.objectNode();
        keys.forEach(key -> ordered.set(key, document.get(key)));
        return ordered;
    }
}
