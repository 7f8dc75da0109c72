import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;

/**
 * Asks the workload for a fixed sequence of requests, one after another, and fails unless each is
 * answered as it has to be: {@code java Driver.java PORT}.
 */
public class Driver {
  private final HttpClient client = HttpClient.newHttpClient();
  private final int port;
  private final Map<String, Integer> answers = new TreeMap<>();

  Driver(int port) {
    this.port = port;
  }

  public static void main(String[] arguments) throws Exception {
    Driver driver = new Driver(Integer.parseInt(arguments[0]));
    driver.awaitPort();
    driver.run();
    System.out.println(driver.answers);
  }

  private void run() throws Exception {
    for (int i = 1; i <= 40; i++) {
      boolean unknown = i % 8 == 0;
      ask("GET", "/items/" + (unknown ? 900 + i : i), unknown ? 404 : 200);
    }
    for (int i = 1; i <= 30; i++) {
      ask("POST", "/orders/" + i, 200);
    }
    for (int i = 1; i <= 20; i++) {
      ask("POST", "/payments/" + i, i % 4 == 0 ? 500 : 200);
    }
    for (int i = 1; i <= 10; i++) {
      ask("GET", "/relay/" + i, 200);
    }
    for (int i = 1; i <= 3; i++) {
      ask("GET", "/broken", 500);
    }
    for (int i = 1; i <= 6; i++) {
      ask("GET", "/reports/" + i, 200);
    }
  }

  private void ask(String method, String path, int expected) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    answers.merge(method + " " + path.replaceFirst("/[0-9]+$", "") + " " + status, 1, Integer::sum);
    if (status != expected) {
      throw new IllegalStateException(method + " " + path + " answered " + status);
    }
  }

  /** Without a request, for that would be recorded. */
  private void awaitPort() throws InterruptedException {
    for (int i = 0; i < 600; i++) {
      try (Socket socket = new Socket("localhost", port)) {
        return;
      } catch (IOException notYet) {
        Thread.sleep(200);
      }
    }
    throw new IllegalStateException("nothing listens on port " + port);
  }
}
