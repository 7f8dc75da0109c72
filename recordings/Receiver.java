import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Takes OTLP over HTTP as protobuf and writes the requests as they came to a file, until its
 * standard input ends: {@code java Receiver.java PORT FILE}.
 *
 * <pre>
 * gzip of: signal (1 byte: 't', 'l', 'm'), length (4 bytes, big endian), body of the request; and again
 * </pre>
 */
public class Receiver {
  private static final Map<String, Character> SIGNALS =
      Map.of("/v1/traces", 't', "/v1/logs", 'l', "/v1/metrics", 'm');

  private final DataOutputStream out;

  Receiver(DataOutputStream out) {
    this.out = out;
  }

  public static void main(String[] arguments) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress("localhost", Integer.parseInt(arguments[0])), 0);
    GZIPOutputStream gzip =
        new GZIPOutputStream(new FileOutputStream(arguments[1])) {
          {
            def.setLevel(9);
          }
        };
    try (DataOutputStream out = new DataOutputStream(gzip)) {
      Receiver receiver = new Receiver(out);
      server.createContext("/", receiver::take);
      server.setExecutor(Executors.newCachedThreadPool());
      server.start();
      while (System.in.read() >= 0) {}
      server.stop(1);
      synchronized (out) {
        out.flush();
      }
    }
    System.exit(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    Character signal = SIGNALS.get(exchange.getRequestURI().getPath());
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (signal == null || type == null || !type.startsWith("application/x-protobuf")) {
      System.err.println("refused: " + exchange.getRequestURI() + " " + type);
      exchange.sendResponseHeaders(415, -1);
      exchange.close();
      return;
    }
    boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    byte[] body;
    try (InputStream in = exchange.getRequestBody()) {
      body = gzip ? new GZIPInputStream(in).readAllBytes() : in.readAllBytes();
    }
    synchronized (out) {
      out.writeByte(signal);
      out.writeInt(body.length);
      out.write(body);
    }
    exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }
}
