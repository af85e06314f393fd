package dev.landfall.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerInfoTest {
    @ParameterizedTest
    @CsvSource({"0,false", "OFF,false", "1,true", "ON,true", "NO_LOCK,true", "NO_LOCK_NO_ADMIN,true"})
    void everyFormOfReadOnlyButOffHoldsWritesBack(String value, boolean readOnly) {
        assertThat(ServerInfo.isReadOnly(value)).isEqualTo(readOnly);
    }

    @ParameterizedTest
    @CsvSource({"0,false", "OFF,false", "DISABLED,false", "1,true", "ON,true"})
    void aDisabledSettingIsNotOn(String value, boolean on) {
        assertThat(ServerInfo.isOn(value)).isEqualTo(on);
    }
}
