package io.midwatch.bench.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.midwatch.bench.workload.Compression;
import io.midwatch.model.Signal;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;

/**
 * A kept-alive connection that posts export requests: one write and one read a request, because a
 * sender that shares the machine must leave it to the server. Not thread-safe.
 */
final class Connection implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 120_000;

  private final URI target;
  private Socket socket;
  private boolean ended;
  private InputStream in;
  private final String headers;

  /**
   * What came back.
   *
   * @param retryAfterSeconds 0 when not said
   * @param bodyBytes length of the answer's body; 0 means that everything was taken
   */
  record Answer(int status, int retryAfterSeconds, int bodyBytes) {}

  Connection(URI target, Signal signal, Compression compression) throws IOException {
    this.target = target;
    socket = open(target);
    in = new BufferedInputStream(socket.getInputStream());
    headers =
        "POST /v1/%s HTTP/1.1\r\nHost: %s:%d\r\nContent-Type: application/x-protobuf\r\n%s"
            .formatted(
                signal.label(),
                target.getHost(),
                target.getPort(),
                compression == Compression.NONE
                    ? ""
                    : "Content-Encoding: " + compression.label() + "\r\n");
  }

  private static Socket open(URI target) throws IOException {
    Socket socket = new Socket(target.getHost(), target.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    return socket;
  }

  /** Sends one request; on a new connection when the server ended the last one with its answer. */
  Answer post(byte[] body) throws IOException {
    if (ended) {
      socket.close();
      socket = open(target);
      in = new BufferedInputStream(socket.getInputStream());
      ended = false;
    }
    byte[] head = (headers + "Content-Length: " + body.length + "\r\n\r\n").getBytes(ISO_8859_1);
    byte[] message = new byte[head.length + body.length];
    System.arraycopy(head, 0, message, 0, head.length);
    System.arraycopy(body, 0, message, head.length, body.length);
    socket.getOutputStream().write(message);
    return answer();
  }

  private Answer answer() throws IOException {
    String status = line();
    int length = 0;
    int retryAfter = 0;
    for (String line = line(); !line.isEmpty(); line = line()) {
      String[] header = line.split(":", 2);
      switch (header[0].toLowerCase(Locale.ROOT)) {
        case "content-length" -> length = Integer.parseInt(header[1].strip());
        case "connection" -> ended = header[1].strip().equalsIgnoreCase("close");
        case "retry-after" -> retryAfter = Integer.parseInt(header[1].strip());
        case "transfer-encoding" -> throw new IOException("unexpected header " + line);
        default -> {}
      }
    }
    in.skipNBytes(length);
    return new Answer(Integer.parseInt(status.split(" ")[1]), retryAfter, length);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
