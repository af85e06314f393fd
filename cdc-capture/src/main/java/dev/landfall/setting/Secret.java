package dev.landfall.setting;

/** A password that never prints itself. */
public record Secret(String value) {
    public static final Secret NONE = new Secret("");

    @Override
    public String toString() {
        return value.isEmpty() ? "" : "***";
    }
}
