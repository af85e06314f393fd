package dev.landfall.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SessionRoomTest {
    private static final SessionRoom.Limit WIDE = new SessionRoom.Limit("source", "max_connections", 400, 20);
    private static final SessionRoom.Limit NARROW = new SessionRoom.Limit("target", "max_connections", 97, 83);
    private static final SessionRoom.Limit FULL = new SessionRoom.Limit("target", "CONNECTION LIMIT of the role", 5, 5);

    @Test
    void halfOfWhatIsFreeIsLeftToOthers() {
        assertThat(WIDE.workers()).isEqualTo(188);
        assertThat(NARROW.workers()).isEqualTo(5);
        assertThat(FULL.workers()).isEqualTo(1);
    }

    @Test
    void theNarrowestOfBothServersCounts() {
        SessionRoom room = new SessionRoom(List.of(WIDE, NARROW));

        assertThat(room.tooSmallFor(5)).isEmpty();
        assertThat(room.tooSmallFor(6)).contains(NARROW);
        assertThat(NARROW.text()).isEqualTo("max_connections of the target is 97, 83 taken");
    }

    @Test
    void oneWorkerIsNeverTooMany() {
        assertThat(new SessionRoom(List.of(WIDE, FULL)).tooSmallFor(1)).isEmpty();
    }
}
