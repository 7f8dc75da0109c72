package io.midwatch.collector.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.midwatch.collector.ingest.Accepted;
import io.midwatch.collector.ingest.Arrival.BodyFormat;
import io.midwatch.collector.ingest.RefuseReason;
import io.midwatch.model.Signal;

/**
 * The few messages a receiver answers with, in either encoding.
 *
 * <pre>
 * {}
 * {"partialSuccess":{"rejectedSpans":"2","errorMessage":"2 refused: trace id is not 16 bytes or all zero"}}
 * {"code":3,"message":"number at byte 7 is longer than 10 bytes"}
 * </pre>
 *
 * <p>Source: OTLP specification "Partial Success" and "Failures"; google/rpc/status.proto and
 * error_details.proto.
 */
public final class OtlpMessages {
  private static final String TYPE_PREFIX = "type.googleapis.com/google.rpc.";

  private OtlpMessages() {}

  /** An Export…ServiceResponse; empty when everything was accepted. */
  public static byte[] exportResponse(Signal signal, BodyFormat format, Accepted accepted) {
    if (accepted.isFull()) {
      return format == BodyFormat.JSON ? new byte[] {'{', '}'} : new byte[0];
    }
    if (format == BodyFormat.JSON) {
      String member =
          switch (signal) {
            case TRACES -> "rejectedSpans";
            case METRICS -> "rejectedDataPoints";
            case LOGS -> "rejectedLogRecords";
          };
      return ("{\"partialSuccess\":{\""
              + member
              + "\":\""
              + accepted.rejectedItems()
              + "\",\"errorMessage\":"
              + quote(accepted.message())
              + "}}")
          .getBytes(UTF_8);
    }
    ProtoWriter writer = new ProtoWriter();
    int partial = writer.open(1);
    writer.varint(1, accepted.rejectedItems());
    writer.bytes(2, accepted.message().getBytes(UTF_8));
    writer.close(partial);
    return writer.toByteArray();
  }

  /**
   * A google.rpc.Status. Undecodable requests carry a BadRequest detail, retryable refusals a
   * RetryInfo.
   *
   * @param retrySeconds whole seconds to wait, when the reason is retryable
   */
  public static byte[] status(
      BodyFormat format, RefuseReason reason, String message, long retrySeconds) {
    return format == BodyFormat.JSON
        ? jsonStatus(reason, message, retrySeconds).getBytes(UTF_8)
        : protobufStatus(reason, message, retrySeconds);
  }

  private static String jsonStatus(RefuseReason reason, String message, long retrySeconds) {
    String details = "";
    if (reason == RefuseReason.UNDECODABLE) {
      details =
          "{\"@type\":\""
              + TYPE_PREFIX
              + "BadRequest\",\"fieldViolations\":[{\"field\":\"body\",\"description\":"
              + quote(message)
              + "}]}";
    } else if (reason.retryable()) {
      details =
          "{\"@type\":\"" + TYPE_PREFIX + "RetryInfo\",\"retryDelay\":\"" + retrySeconds + "s\"}";
    }
    return "{\"code\":"
        + reason.rpcCode()
        + ",\"message\":"
        + quote(message)
        + (details.isEmpty() ? "" : ",\"details\":[" + details + "]")
        + "}";
  }

  private static byte[] protobufStatus(RefuseReason reason, String message, long retrySeconds) {
    ProtoWriter writer = new ProtoWriter();
    writer.varint(1, reason.rpcCode());
    writer.bytes(2, message.getBytes(UTF_8));
    if (reason == RefuseReason.UNDECODABLE) {
      int detail = openDetail(writer, "BadRequest");
      int violation = writer.open(1);
      writer.bytes(1, "body".getBytes(UTF_8));
      writer.bytes(2, message.getBytes(UTF_8));
      writer.close(violation);
      closeDetail(writer, detail);
    } else if (reason.retryable()) {
      int detail = openDetail(writer, "RetryInfo");
      int delay = writer.open(1);
      writer.varint(1, retrySeconds);
      writer.close(delay);
      closeDetail(writer, detail);
    }
    return writer.toByteArray();
  }

  /** Opens Status.details, an Any, and its value; the next message number is the value's. */
  private static int openDetail(ProtoWriter writer, String type) {
    int any = writer.open(3);
    writer.bytes(1, (TYPE_PREFIX + type).getBytes(UTF_8));
    writer.open(2);
    return any;
  }

  private static void closeDetail(ProtoWriter writer, int any) {
    writer.close(any + 1);
    writer.close(any);
  }

  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
