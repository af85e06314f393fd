package dev.landfall.certificate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A certificate as JSON: the member {@code certificate}, and {@code signature} over that member's canonical text. The file as a
 * whole has one form as well, so that no byte of it can be another one, not even a blank.
 */
public final class SignedJson {
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private SignedJson() {}

    /** @param certificate a JSON object whose numbers are whole @return what the file holds */
    public static String sign(String certificate, CertificateKey key) {
        try {
            JsonNode content = parsed(certificate);
            Seal seal = Seal.of(bytes(CanonicalJson.of(content)), key);
            ObjectNode file = STRICT.createObjectNode();
            file.set("certificate", content);
            file.putObject("signature")
                    .put("algorithm", CertificateKey.ALGORITHM)
                    .put("publicKey", seal.publicKey())
                    .put("value", seal.value());
            return CanonicalJson.forPeople(file);
        } catch (NotValidException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** What a certificate says about itself, for people. */
    public record Facts(
            String migration, String issuedAt, String strength, String sourcePosition, long tables, long leftOut) {}

    /** @throws NotValidException when a byte of the file is not as it was signed, or it was signed with another key */
    public static Facts check(byte[] file, CertificateKey key) throws NotValidException {
        String text = text(file);
        JsonNode document = parsed(text);
        requireMembers(document, Set.of("certificate", "signature"));
        requireMembers(document.path("signature"), Set.of("algorithm", "publicKey", "value"));
        JsonNode signature = document.path("signature");
        if (!CertificateKey.ALGORITHM.equals(signature.path("algorithm").textValue())) {
            throw new NotValidException("its signature is not of " + CertificateKey.ALGORITHM);
        }
        JsonNode content = document.path("certificate");
        new Seal(signature.path("publicKey").asText(), signature.path("value").asText())
                .require(bytes(CanonicalJson.of(content)), key);
        if (!CanonicalJson.forPeople(document).equals(text)) {
            throw new NotValidException(
                    "it is not in the form in which it was written: something has formatted it anew");
        }
        if (!Certificate.FORMAT.equals(content.path("format").textValue())) {
            throw new NotValidException("it is of a format that this version does not know");
        }
        return new Facts(
                content.path("migration").asText(),
                content.path("issuedAt").asText(),
                content.path("strength").asText(),
                content.path("sourcePosition").asText(),
                content.path("tables").size(),
                content.path("leftOut").size());
    }

    private static void requireMembers(JsonNode object, Set<String> names) throws NotValidException {
        Set<String> seen = new HashSet<>();
        object.properties().forEach(member -> seen.add(member.getKey()));
        if (!seen.equals(names)) {
            throw new NotValidException("it has not exactly the members " + String.join(", ", List.copyOf(names)));
        }
    }

    private static JsonNode parsed(String text) throws NotValidException {
        try {
            return STRICT.readTree(text);
        } catch (JsonProcessingException e) {
            throw new NotValidException("it is no JSON document");
        }
    }

    /** Bytes that are no UTF-8 must not be read as if they were something else. */
    private static String text(byte[] file) throws NotValidException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new NotValidException("it is no UTF-8 text");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
