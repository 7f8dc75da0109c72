package io.midwatch.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;

/** A line between a browser and a server that can be cut and mended, and says what went over it. */
final class Line implements AutoCloseable {
  private final ServerSocket door;
  private final URI server;
  private final Set<Socket> sockets = new HashSet<>();
  private final Traffic traffic = new Traffic();
  private boolean cut;

  private Line(ServerSocket door, URI server) {
    this.door = door;
    this.server = server;
  }

  static Line to(RunningServer server) throws IOException {
    Line line =
        new Line(
            new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), URI.create(server.url()));
    Thread.startVirtualThread(line::accept);
    return line;
  }

  String url() {
    return "http://localhost:" + door.getLocalPort();
  }

  Traffic traffic() {
    return traffic;
  }

  private void accept() {
    try {
      while (true) {
        connect(door.accept());
      }
    } catch (IOException _) {
      // The door was closed.
    }
  }

  private synchronized void connect(Socket browser) throws IOException {
    if (cut) {
      browser.close();
      return;
    }
    Socket out = new Socket(server.getHost(), server.getPort());
    sockets.add(browser);
    sockets.add(out);
    Traffic.Connection told = traffic.connection();
    Thread.startVirtualThread(() -> carry(browser, out, told::asked));
    Thread.startVirtualThread(() -> carry(out, browser, told::answered));
  }

  /** Told of bytes before they are passed on. */
  private interface Tap {
    void passes(byte[] bytes, int length);
  }

  private static void carry(Socket from, Socket to, Tap tap) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] bytes = new byte[16 * 1024];
      for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
        tap.passes(bytes, length);
        out.write(bytes, 0, length);
      }
    } catch (IOException _) {
      // One of them went away, so the other does.
    }
  }

  /** Ends every connection, and every new one at once. */
  synchronized void cut() {
    cut = true;
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    sockets.clear();
  }

  synchronized void mend() {
    cut = false;
  }

  @Override
  public void close() throws IOException {
    door.close();
    cut();
  }
}
