package dev.landfall.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.event.UnreadableText;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextDecodersTest {
    @ParameterizedTest
    @CsvSource({
        "utf8mb4, C3BC F09F9098, ü🐘",
        "utf8mb4, EFBFBD, \uFFFD",
        "latin1, 80 FC, €ü",
        "latin1, 81 8D 8F 90 9D, \u0081\u008D\u008F\u0090\u009D",
        "ucs2, 006100FC, aü",
        "utf16, D83DDC18, 🐘",
        "utf16le, 3DD818DC, 🐘",
        "utf32, 0001F418, 🐘",
        "sjis, 815F B1 93FA, \\ｱ日",
        "greek, A1 E1, ʽα",
    })
    void bytesBecomeTheServersCharacters(String charset, String bytes, String text) {
        assertThat(decode(charset, bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "utf8mb4, C3",
        "utf8mb4, EDA0BD",
        "utf8mb4, FF",
        "utf16, D83D",
        "utf16, 61",
        "cp1250, 81",
        "sjis, 93",
        "sjis, FFFF",
        "big5, A15A",
    })
    void bytesThatAreNoTextAreRefused(String charset, String bytes) {
        assertThat(decode(charset, bytes))
                .isInstanceOfSatisfying(
                        UnreadableText.class,
                        unreadable -> assertThat(unreadable.bytes())
                                .isEqualTo(HexFormat.of().parseHex(bytes.replace(" ", ""))));
    }

    @Test
    void anUnknownCharacterSetIsRefusedBeforeAnythingIsRead() {
        assertThat(TextDecoders.find("keybcs2")).isEmpty();
    }

    private static Object decode(String charset, String hex) {
        byte[] row = HexFormat.of().parseHex("00" + hex.replace(" ", "") + "00");
        return TextDecoders.find(charset).orElseThrow().decode(row, 1, row.length - 2);
    }
}
