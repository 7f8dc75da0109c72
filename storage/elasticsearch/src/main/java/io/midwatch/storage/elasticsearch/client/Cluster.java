package io.midwatch.storage.elasticsearch.client;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.json.jackson.Jackson3JsonpMapper;
import co.elastic.clients.transport.TransportException;
import co.elastic.clients.transport.rest5_client.Rest5ClientTransport;
import co.elastic.clients.transport.rest5_client.low_level.ResponseException;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import co.elastic.clients.transport.rest5_client.low_level.Rest5ClientBuilder;
import io.midwatch.storage.contract.StoreException;
import jakarta.json.JsonException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** The server by its client. Thread-safe. */
public final class Cluster implements AutoCloseable {
  private static final Duration ANSWER_WITHIN = Duration.ofMinutes(1);
  private static final int READ_ATTEMPTS = 10;
  private static final long READ_PAUSE_MILLIS = 100;
  private static final int NOT_READY = 503;
  private static final int TOO_LARGE = 413;

  /** Answers below 500 that an operator or time may change: who asks, what is blocked, how much. */
  private static final Set<Integer> LATER = Set.of(401, 403, 407, 408, 425, 429);

  private final URI url;
  private final ElasticsearchClient client;
  private volatile boolean checked;

  /** Something asked of the server. */
  public interface Call<R> {
    R run(ElasticsearchClient client) throws IOException;
  }

  /** Makes a client that waits a minute for an answer; nothing is sent yet. */
  public Cluster(URI url) {
    this(url, ANSWER_WITHIN);
  }

  /**
   * Makes a client; nothing is sent yet.
   *
   * @param answerWithin after which a server that is silent counts as one that does not answer
   */
  public Cluster(URI url, Duration answerWithin) {
    this.url = url;
    this.client = client(url, answerWithin);
  }

  private static ElasticsearchClient client(URI url, Duration answerWithin) {
    Rest5ClientBuilder builder =
        Rest5Client.builder(URI.create(ServerCheck.withoutPassword(url)))
            .setRequestConfigCallback(
                request -> request.setResponseTimeout(Timeout.of(answerWithin)))
            .setHttpClientConfigCallback(HttpAsyncClientBuilder::disableAutomaticRetries);
    String user = url.getUserInfo();
    if (user != null) {
      byte[] bytes = user.getBytes(StandardCharsets.UTF_8);
      builder.setDefaultHeaders(
          new Header[] {
            new BasicHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes))
          });
    }
    return new ElasticsearchClient(
        new Rest5ClientTransport(builder.build(), new Jackson3JsonpMapper()));
  }

  /**
   * Makes sure that the server is one this store can work with, asking once; {@link #look} asks
   * again.
   *
   * @throws WrongServerException when it is not
   * @throws NotYetException when it does not answer
   */
  public void requireRightServer() {
    if (!checked) {
      look();
    }
  }

  /**
   * Makes sure that the server is, at this moment, one this store can work with.
   *
   * @throws WrongServerException when it is not
   * @throws NotYetException when it does not answer
   */
  public void look() {
    ServerCheck.require(url);
    checked = true;
  }

  /**
   * Asks the server.
   *
   * @param what in words: {@code could not WHAT}
   * @throws NotYetException when it does not answer, or not as Elasticsearch does, or may do it
   *     later
   * @throws RefusedException when it never will
   */
  public <R> R ask(String what, Call<R> call) {
    try {
      return call.run(client);
    } catch (IOException | ElasticsearchException | JsonException e) {
      String message =
          "Elasticsearch at " + shownUrl() + " could not " + what + ": " + e.getMessage();
      int status = status(e);
      if (isFinal(status, type(e))) {
        throw new RefusedException(message, status, type(e), e);
      }
      throw new NotYetException(message, e);
    }
  }

  /** What Elasticsearch refuses it gives a name to; what stands before it, a proxy, does not. */
  private static boolean isFinal(int status, String type) {
    return status == TOO_LARGE
        || (status >= 400 && status < 500 && !LATER.contains(status) && !type.isEmpty());
  }

  /**
   * Asks something that changes nothing. Shards of an index made this moment may not answer yet, so
   * a server that is not ready is asked again for a second.
   *
   * @throws StoreException when it does not answer or refuses
   */
  public <R> R read(String what, Call<R> call) {
    for (int left = READ_ATTEMPTS; ; left--) {
      try {
        return ask(what, call);
      } catch (NotYetException e) {
        if (left == 1 || status(e.getCause()) != NOT_READY) {
          throw e;
        }
      }
      try {
        Thread.sleep(READ_PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StoreException("interrupted while waiting for Elasticsearch", e);
      }
    }
  }

  /** The status the server answered with, 0 when it did not. */
  private static int status(@Nullable Throwable cause) {
    for (Throwable at = cause; at != null; at = at.getCause()) {
      int status =
          switch (at) {
            case ElasticsearchException refused -> refused.status();
            case TransportException refused -> refused.statusCode();
            case ResponseException refused -> refused.getResponse().getStatusCode();
            default -> 0;
          };
      if (status > 0) {
        return status;
      }
    }
    return 0;
  }

  private static String type(Throwable cause) {
    return cause instanceof ElasticsearchException refused && refused.error().type() != null
        ? refused.error().type()
        : "";
  }

  /** The address without user and password. */
  public String shownUrl() {
    return ServerCheck.withoutPassword(url);
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw new StoreException("the client of Elasticsearch did not close", e);
    }
  }
}
