package io.midwatch.collector.otlp;

import io.midwatch.model.Signal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Turns an OTLP/JSON request into the same request in protobuf, token by token.
 *
 * <pre>
 * {"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"GET /"}]}]}]}
 * 0a 0b 12 09 12 07 2a 05 47 45 54 20 2f
 * </pre>
 *
 * <p>The mapping is proto3's with OTLP's exceptions: ids are hex, enums are numbers. Unknown
 * members are ignored, null means default. Tolerated with a warning: enum names and snake_case
 * members. Source: OTLP specification, "JSON Protobuf Encoding".
 */
final class JsonTranscoder {
  private static final int MAX_JSON_DEPTH = 10_000;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_JSON_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(1024 * 1024)
                  .build())
          .build();

  private final JsonParser parser;
  private final ProtoWriter writer = new ProtoWriter();
  private final JsonScalars scalars;
  private boolean snakeCase;

  /** The request in protobuf; {@code warning} is for the sender, empty when all is well. */
  @SuppressWarnings("ArrayRecordComponent") // handed over without a copy
  record Result(byte[] body, String warning) {}

  private JsonTranscoder(JsonParser parser) {
    this.parser = parser;
    this.scalars = new JsonScalars(parser, writer);
  }

  /**
   * Transcodes a request of the signal.
   *
   * @throws DecodeException when it is no JSON, or a member has the wrong type
   */
  static Result transcode(Signal signal, byte[] json) {
    byte[] text = Utf8.isValid(json, 0, json.length) ? json : Utf8.repair(json, 0, json.length);
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      JsonTranscoder transcoder = new JsonTranscoder(parser);
      transcoder.request(OtlpSchema.request(signal));
      return new Result(transcoder.writer.toByteArray(), transcoder.warning());
    } catch (StreamConstraintsException _) {
      throw new DecodeException("the JSON nests too deep, or has too long a number or name");
    } catch (JacksonException e) {
      throw new DecodeException("not valid JSON" + at(e.getLocation()));
    }
  }

  private static String at(@Nullable TokenStreamLocation location) {
    return location == null
        ? ""
        : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  private String warning() {
    String names = scalars.sawEnumNames() ? "enum names were sent, OTLP wants their numbers" : "";
    String members = snakeCase ? "snake_case members were sent, OTLP wants lowerCamelCase" : "";
    return names + (names.isEmpty() || members.isEmpty() ? "" : "; ") + members;
  }

  private void request(MessageType type) {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw scalars.unexpected(type.name(), "an object");
    }
    object(type, 0);
    if (parser.nextToken() != null) {
      throw scalars.unexpected(type.name(), "nothing behind the request");
    }
  }

  private void object(MessageType type, int depth) {
    int seen = 0;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      Field field = type.findField(name);
      JsonToken token = parser.nextToken();
      if (field == null) {
        parser.skipChildren();
        continue;
      }
      if ((seen & 1 << field.number()) != 0) {
        throw scalars.unexpected(field.name(), "it once in its object");
      }
      seen |= 1 << field.number();
      snakeCase |= !field.name().equals(name);
      if (token != JsonToken.VALUE_NULL) {
        member(field, token, depth);
      }
    }
  }

  private void member(Field field, JsonToken token, int depth) {
    if (!field.repeated()) {
      value(field, token, depth);
    } else if (token != JsonToken.START_ARRAY) {
      throw scalars.unexpected(field.name(), "an array");
    } else if (field.kind().wireType() == ProtoCursor.LENGTH_DELIMITED) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        value(field, parser.currentToken(), depth);
      }
    } else {
      int packed = writer.open(field.number());
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        scalars.packed(field, parser.currentToken());
      }
      writer.close(packed);
    }
  }

  private void value(Field field, JsonToken token, int depth) {
    MessageType type = field.message();
    if (type == null) {
      scalars.value(field, token);
      return;
    }
    int below = type == OtlpSchema.ANY_VALUE ? depth + 1 : depth;
    int message = writer.open(field.number());
    if (below > ProtoCursor.MAX_DEPTH) {
      parser.skipChildren();
    } else if (token == JsonToken.START_OBJECT) {
      object(type, below);
    } else if (token != JsonToken.VALUE_NULL) {
      throw scalars.unexpected(field.name(), "an object");
    }
    writer.close(message);
  }
}
