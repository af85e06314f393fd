package dev.landfall.setting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataSizesTest {
    @ParameterizedTest
    @CsvSource({"500kB, 500000", "20MB, 20000000", "16MiB, 16777216", "1GiB, 1073741824", "7B, 7", "' 1KiB ', 1024"})
    void aNumberAndItsUnit(String text, long bytes) {
        assertThat(DataSizes.parse(text)).hasValue(bytes);
        assertThat(DataSizes.exact(bytes)).isEqualTo(text.strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "20", "MB", "-1MB", "1.5MB", "5 MB", "5mb", "999999999999999GB"})
    void anythingElseIsNone(String text) {
        assertThat(DataSizes.parse(text)).isEmpty();
    }
}
