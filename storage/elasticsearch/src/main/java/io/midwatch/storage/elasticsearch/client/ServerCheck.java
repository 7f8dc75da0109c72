package io.midwatch.storage.elasticsearch.client;

import io.midwatch.storage.contract.StoreException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks a server what it is. The minimal distribution has no {@code GET /}, so the version comes
 * from its node list; Elasticsearch names itself in the header {@code X-Elastic-Product} of every
 * answer, other products do not.
 */
final class ServerCheck {
  private static final int OLDEST = 9;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Pattern VERSION = Pattern.compile("\"version\"\\s*:\\s*\"((\\d+)\\.[^\"]*)");

  private ServerCheck() {}

  /**
   * Returns the version, {@code 9.5.3}.
   *
   * @throws WrongServerException when it is another product or an older version
   * @throws NotYetException when it does not answer, or not to us
   */
  static String require(URI url) {
    HttpResponse<String> answer = ask(url);
    String shown = withoutPassword(url);
    if (answer.statusCode() == 401 || answer.statusCode() == 403) {
      throw new NotYetException(
          "The server at " + shown + " refuses the user or password given in its address.");
    }
    Matcher version = VERSION.matcher(answer.body());
    boolean elastic =
        answer
            .headers()
            .firstValue("X-Elastic-Product")
            .filter("Elasticsearch"::equals)
            .isPresent();
    if (answer.statusCode() >= 500 || answer.statusCode() == 429) {
      throw new NotYetException(
          "The server at " + shown + " is not ready: it answered " + answer.statusCode() + ".");
    }
    if (!elastic) {
      throw new WrongServerException(
          "The server at "
              + shown
              + " is not Elasticsearch: its answer lacks the header X-Elastic-Product, as answers"
              + " of OpenSearch do. Midwatch's Elasticsearch store works with Elasticsearch "
              + OLDEST
              + " only.");
    }
    if (!version.find() || Integer.parseInt(version.group(2)) != OLDEST) {
      throw new WrongServerException(
          "The server at "
              + shown
              + " is Elasticsearch "
              + (version.hasMatch() ? version.group(1) : "of an unknown version")
              + ". Midwatch's Elasticsearch store works with Elasticsearch "
              + OLDEST
              + " only.");
    }
    return version.group(1);
  }

  private static HttpResponse<String> ask(URI url) {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      String base = url.toString().replaceFirst("//[^/@]*@", "//").replaceFirst("/+$", "");
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(base + "/_nodes/_local?filter_path=nodes.*.version"))
              .timeout(PATIENCE);
      String user = url.getUserInfo();
      if (user != null) {
        byte[] bytes = user.getBytes(StandardCharsets.UTF_8);
        request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
      }
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new NotYetException(
          "No server answers at " + withoutPassword(url) + " (" + e + ").", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("interrupted while asking " + withoutPassword(url), e);
    }
  }

  /** The address as it may be shown. */
  static String withoutPassword(URI url) {
    return url.toString().replaceFirst("//[^/@]*@", "//");
  }
}
