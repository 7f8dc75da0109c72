package io.midwatch.server.access;

import java.io.IOException;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/** HTTP/1.1 as Tomcat speaks it; a request knows the socket it came from. */
public final class SeenHttp11Protocol extends Http11NioProtocol {
  /** Of the 32 notes of a request Tomcat uses the first ones. */
  private static final int SOCKET = 31;

  @Override
  protected Processor createProcessor() {
    return new SeenProcessor(this, getAdapter());
  }

  /** Null where another protocol serves. */
  static @Nullable SocketWrapperBase<?> socket(Request request) {
    return (SocketWrapperBase<?>) request.getNote(SOCKET);
  }

  private static final class SeenProcessor extends Http11Processor {
    SeenProcessor(AbstractHttp11Protocol<?> protocol, Adapter adapter) {
      super(protocol, adapter);
    }

    @Override
    public SocketState service(SocketWrapperBase<?> socket) throws IOException {
      request.setNote(SOCKET, socket);
      return super.service(socket);
    }
  }
}
