package dev.landfall.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.Test;

class TargetSocketsTest {
    @Test
    void aSilentConnectionIsProbedWithinAMinuteInsteadOfTwoHours() throws IOException {
        try (Socket socket = new TargetSockets().createSocket()) {
            assertThat(socket.isConnected()).isFalse();
            assertThat(socket.getKeepAlive()).isTrue();
            assertThat(socket.supportedOptions())
                    .as("on the platforms that we test on")
                    .contains(
                            ExtendedSocketOptions.TCP_KEEPIDLE,
                            ExtendedSocketOptions.TCP_KEEPINTERVAL,
                            ExtendedSocketOptions.TCP_KEEPCOUNT);
            assertThat(socket.getOption(ExtendedSocketOptions.TCP_KEEPIDLE)).isEqualTo(30);
            assertThat(socket.getOption(ExtendedSocketOptions.TCP_KEEPINTERVAL)).isEqualTo(10);
            assertThat(socket.getOption(ExtendedSocketOptions.TCP_KEEPCOUNT)).isEqualTo(3);
        }
    }
}
