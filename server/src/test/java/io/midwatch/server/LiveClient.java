package io.midwatch.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The other end of a {@code /live}, byte for byte. */
final class LiveClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 60_000;

  private final Socket socket;

  private LiveClient(Socket socket) {
    this.socket = socket;
  }

  /** Asks for the stream; headers are whole lines. */
  static LiveClient open(RunningServer server, String... headers) throws IOException {
    URI url = URI.create(server.url());
    Socket socket = new Socket(url.getHost(), url.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    String request =
        Stream.concat(Stream.of("GET /live HTTP/1.1", "Host: localhost"), Stream.of(headers))
            .collect(Collectors.joining("\r\n", "", "\r\n\r\n"));
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return new LiveClient(socket);
  }

  /**
   * What comes up to the text and with it, or everything when the server ends the stream before.
   */
  String readUntil(String text) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder read = new StringBuilder();
    int next = 0;
    while (read.indexOf(text, Math.max(0, read.length() - text.length())) < 0 && next >= 0) {
      next = in.read();
      if (next >= 0) {
        read.append((char) next);
      }
    }
    return read.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
