package io.midwatch.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody works on for a client that went away. */
class CanceledQueryIT {
  private static final String API = "/prometheus/api/v1/";
  private static final int PLACES = 20;

  /** Longer than the server takes to look whether the client is there. */
  private static final long LOOKED_FOR_MILLIS = 150;

  /** Minutes of work on few samples. */
  private static final String LONG =
      "query_range?start=1767322800&end=1767322899&step=0.01&query="
          + encoded("quantile_over_time(0.5, vector(time())[30d:5s])");

  @AutoClose private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.start();
  }

  @Test
  @Timeout(60)
  void placesOfClientsThatWentAwayAreFree() throws Exception {
    List<Socket> clients = new ArrayList<>();
    try {
      for (int i = 0; i < PLACES; i++) {
        clients.add(sent(API + LONG));
      }
      try (Socket waiting = firstToWait()) {
        for (Socket client : clients) {
          client.close();
        }
        waiting.setSoTimeout(50_000);
        assertThat(answer(waiting)).startsWith("HTTP/1.1 200").contains("\"2\"");
      }
    } finally {
      for (Socket client : clients) {
        client.close();
      }
    }
  }

  /** A short query that is not answered at once, because all places are taken. */
  private static Socket firstToWait() throws IOException {
    while (true) {
      Socket socket = sent(API + "query?query=1%2B1");
      socket.setSoTimeout(1_000);
      if (isSilent(socket)) {
        return socket;
      }
      socket.close();
    }
  }

  /** What comes while a query runs is the next request. */
  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "POST and more"})
  void nextRequestOnTheSameConnectionIsNotSwallowed(String method) throws Exception {
    String query =
        "start=1767322800&end=1767322900&step=0.05&query="
            + encoded("quantile_over_time(0.5, vector(time())[2d:5s])");
    URI url = URI.create(server.url());
    try (Socket client = new Socket(url.getHost(), url.getPort())) {
      if (method.equals("GET")) {
        send(client, API + "query_range?" + query);
      } else {
        String form =
            "POST %squery_range HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n%s\r\n%s";
        String type = "Content-Type: application/x-www-form-urlencoded\r\n";
        String more = method.equals("POST") ? "" : get(API + "query?query=1%2B0");
        write(client, form.formatted(API, query.length(), type, query) + more);
      }
      Thread.sleep(LOOKED_FOR_MILLIS);
      send(client, API + "query?query=3%2B4");
      Thread.sleep(LOOKED_FOR_MILLIS);
      assertThat(client.getInputStream().available()).as("answered already").isZero();
      send(client, API + "query?query=5%2B6", "Connection: close\r\n");
      client.setSoTimeout(50_000);
      assertThat(answer(client)).contains("\"matrix\"", "\"7\"", "\"11\"");
    }
  }

  private static Socket sent(String path) throws IOException {
    URI url = URI.create(server.url());
    Socket socket = new Socket(url.getHost(), url.getPort());
    send(socket, path);
    return socket;
  }

  private static void send(Socket socket, String path, String... headers) throws IOException {
    write(socket, get(path, headers));
  }

  private static String get(String path, String... headers) {
    String head = "GET %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n";
    return head.formatted(path, String.join("", headers));
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
  }

  private static boolean isSilent(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException _) {
      return true;
    }
  }

  /** Everything up to the end of the connection, or to the end of the first body. */
  private static String answer(Socket socket) throws IOException {
    StringBuilder text = new StringBuilder();
    byte[] some = new byte[65_536];
    int read = socket.getInputStream().read(some);
    while (read > 0) {
      text.append(new String(some, 0, read, UTF_8));
      if (text.indexOf("\"2\"]}}") >= 0) {
        break;
      }
      read = socket.getInputStream().read(some);
    }
    return text.toString();
  }

  private static String encoded(String query) {
    return URLEncoder.encode(query, UTF_8);
  }
}
