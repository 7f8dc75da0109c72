package io.midwatch.collector.http;

import io.midwatch.collector.ingest.Arrival.BodyFormat;
import io.midwatch.collector.ingest.BodyBuffer;
import io.midwatch.collector.ingest.ByteBudget;
import io.midwatch.collector.ingest.RefuseReason;
import io.midwatch.collector.ingest.RefusedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;

/** What the receiver asks of an HTTP request. */
final class HttpRequest {
  private static final String PROTOBUF_TYPE = "application/x-protobuf";
  private static final String JSON_TYPE = "application/json";

  private final Request request;

  HttpRequest(Request request) {
    this.request = request;
  }

  String method() {
    return request.getMethod();
  }

  /** The path as sent, without query. */
  String path() {
    return request.requestURI().toString();
  }

  @Nullable String header(String name) {
    return request.getHeader(name);
  }

  /** The format the Content-Type names, null for any other type. */
  @Nullable BodyFormat findFormat() {
    String type = header("Content-Type");
    if (type == null) {
      return null;
    }
    int parameters = type.indexOf(';');
    String media = parameters < 0 ? type : type.substring(0, parameters);
    return switch (media.strip().toLowerCase(Locale.ROOT)) {
      case PROTOBUF_TYPE -> BodyFormat.PROTOBUF;
      case JSON_TYPE -> BodyFormat.JSON;
      default -> null;
    };
  }

  /** The Content-Type of a format. */
  static String contentType(BodyFormat format) {
    return format == BodyFormat.JSON ? JSON_TYPE : PROTOBUF_TYPE;
  }

  /** Lower case, empty when not sent. */
  String contentEncoding() {
    String encoding = header("Content-Encoding");
    return encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT);
  }

  /** Bytes announced, 0 when the body is chunked or absent. */
  long announcedBytes() {
    return Math.max(0, request.getContentLengthLong());
  }

  /**
   * Reads the body as sent.
   *
   * @throws RefusedException TOO_LARGE, OVERLOADED, or INCOMPLETE when it stops coming
   */
  byte[] readBody(ByteBudget.Lease lease, int maxBytes) {
    BodyBuffer body = new BodyBuffer(lease, announcedBytes(), maxBytes, "compressed");
    Chunk chunk = new Chunk();
    try {
      while (request.doRead(chunk) >= 0) {
        ByteBuffer bytes = chunk.bytes;
        while (bytes.hasRemaining()) {
          int count = Math.min(body.room(), bytes.remaining());
          bytes.get(body.array(), body.size(), count);
          body.added(count);
        }
      }
    } catch (IOException _) {
      throw new RefusedException(RefuseReason.INCOMPLETE, "the body stopped coming");
    }
    return body.toByteArray();
  }

  /** Takes the window on the connection's buffer that each read hands over. */
  private static final class Chunk implements ApplicationBufferHandler {
    private ByteBuffer bytes = ByteBuffer.allocate(0);

    @Override
    public void setByteBuffer(ByteBuffer buffer) {
      bytes = buffer;
    }

    @Override
    public ByteBuffer getByteBuffer() {
      return bytes;
    }

    @Override
    public void expand(int size) {
      // the connection's buffer is never grown from here
    }
  }
}
