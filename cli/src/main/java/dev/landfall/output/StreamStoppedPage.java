package dev.landfall.output;

/** A stream that was interrupted before it could say where it stands; {@code status} can. */
public final class StreamStoppedPage implements ResultPage {
    @Override
    public void print(TextPage page) {
        page.line(page.ink().good("STOPPED") + " as asked.");
    }

    @Override
    public JsonObject json() {
        return JsonObject.of("end", "stopped");
    }
}
