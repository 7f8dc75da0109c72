package io.midwatch.server.access;

import java.io.IOException;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * The other end of a connection while its request is worked on. One that sends no more is gone, as
 * it is for Go's servers: whoever closes only one direction gets no answer to a long question.
 *
 * <p>TCP tells nobody who does not read. What comes instead of the end stays in the buffer of the
 * socket, where the next request is read from.
 */
final class Client implements AutoCloseable {
  private static final long PAUSE_NANOS = 100_000_000;

  private @Nullable SocketWrapperBase<?> socket;
  private long next = System.nanoTime() + PAUSE_NANOS;
  private boolean gone;

  Client(@Nullable SocketWrapperBase<?> socket) {
    this.socket = socket;
  }

  /** Looks every 100 ms at most, while the thread of the request does not read itself. */
  synchronized boolean isGone() {
    long now = System.nanoTime();
    if (socket != null && !gone && now - next >= 0) {
      next = now + PAUSE_NANOS;
      try {
        socket.isReadyForRead();
      } catch (IOException _) {
        gone = true;
      }
    }
    return gone;
  }

  /** The socket is for the next request afterwards. */
  @Override
  public synchronized void close() {
    socket = null;
  }
}
