package dev.landfall.output;

/** The result of a command, for people and for programs. */
public interface ResultPage {
    /** For people, most important line first. */
    void print(TextPage page);

    /** The same for programs, without the members that every result has. */
    JsonObject json();
}
