package io.midwatch.storage.elasticsearch.client;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import io.midwatch.storage.contract.StoreException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Writes documents and does not return before each is settled: written, there already, or refused
 * for good. What may succeed later (429, 5xx, blocked indices, no answer) is sent again, alone.
 * Called by one thread.
 */
public final class Bulk {
  /**
   * What is wrong with a document stays wrong; a closed index or a limit of shards (400, too) does
   * not.
   */
  private static final Set<String> OF_THE_DOCUMENT =
      Set.of(
          "document_parsing_exception", "mapper_parsing_exception", "illegal_argument_exception");

  private static final int MOST_DOCUMENTS = 2_000;
  private static final long MOST_BYTES = 4L << 20;

  private final Cluster cluster;
  private final Patience patience;

  public Bulk(Cluster cluster, Patience patience) {
    this.cluster = cluster;
    this.patience = patience;
  }

  /**
   * A document to be written.
   *
   * @param replace whether it takes the place of one with its id; else that one stays
   * @param bytes of it, roughly
   */
  public record Document(
      String index, String id, Map<String, Object> source, boolean replace, long bytes) {}

  /** What became of a document. */
  public sealed interface Outcome {
    record Written() implements Outcome {}

    /** One with its id was there before, perhaps from an attempt whose answer was lost. */
    record Exists() implements Outcome {}

    /** It will never be taken. */
    record Refused(String reason) implements Outcome {}
  }

  /** Outcomes in the order of the documents. */
  public List<Outcome> write(List<Document> documents) {
    List<Outcome> outcomes = new ArrayList<>(documents.size());
    int from = 0;
    while (from < documents.size()) {
      int to = from;
      long bytes = 0;
      while (to < documents.size()
          && to - from < MOST_DOCUMENTS
          && (to == from || bytes + documents.get(to).bytes() <= MOST_BYTES)) {
        bytes += documents.get(to++).bytes();
      }
      outcomes.addAll(settle(documents.subList(from, to)));
      from = to;
    }
    return outcomes;
  }

  private List<Outcome> settle(List<Document> documents) {
    Map<Integer, Outcome> settled = new LinkedHashMap<>();
    patience.until(() -> {
      List<Integer> open = new ArrayList<>();
      for (int i = 0; i < documents.size(); i++) {
        if (!settled.containsKey(i)) {
          open.add(i);
        }
      }
      send(documents, open, settled);
      return true;
    });
    List<Outcome> outcomes = new ArrayList<>(documents.size());
    for (int i = 0; i < documents.size(); i++) {
      outcomes.add(Objects.requireNonNull(settled.get(i)));
    }
    return outcomes;
  }

  private void send(List<Document> documents, List<Integer> open, Map<Integer, Outcome> settled) {
    List<BulkOperation> operations = open.stream().map(at -> operation(documents.get(at))).toList();
    BulkResponse response;
    try {
      response = cluster.ask("write", client -> client.bulk(bulk -> bulk.operations(operations)));
    } catch (StoreException e) {
      boolean tooLarge =
          e.getCause() instanceof ElasticsearchException refused
              && (refused.status() == 413 || refused.status() == 400);
      if (!tooLarge) {
        throw e;
      }
      if (open.size() == 1) {
        settled.put(open.getFirst(), new Outcome.Refused("request refused"));
        return;
      }
      int half = open.size() / 2;
      send(documents, open.subList(0, half), settled);
      send(documents, open.subList(half, open.size()), settled);
      return;
    }
    String later = null;
    for (int i = 0; i < open.size(); i++) {
      BulkResponseItem item = response.items().get(i);
      Outcome outcome = outcome(item);
      if (outcome == null) {
        later = "status " + item.status() + ": " + reason(item);
      } else {
        settled.put(open.get(i), outcome);
      }
    }
    if (later != null) {
      throw new Patience.NotYetException("Elasticsearch takes no more just now, " + later);
    }
  }

  /** Null when it is worth another attempt. */
  private static @org.jspecify.annotations.Nullable Outcome outcome(BulkResponseItem item) {
    int status = item.status();
    if (status < 300) {
      return new Outcome.Written();
    }
    return switch (status) {
      case 409 -> new Outcome.Exists();
      case 413 -> new Outcome.Refused(reason(item));
      case 400 -> OF_THE_DOCUMENT.contains(reason(item)) ? new Outcome.Refused(reason(item)) : null;
      default -> null;
    };
  }

  private static String reason(BulkResponseItem item) {
    return item.error() == null || item.error().type() == null
        ? "status " + item.status()
        : item.error().type();
  }

  private static BulkOperation operation(Document document) {
    return BulkOperation.of(operation ->
        document.replace()
            ? operation.index(index ->
                index.index(document.index()).id(document.id()).document(document.source()))
            : operation.create(create ->
                create.index(document.index()).id(document.id()).document(document.source())));
  }

  /** Documents that exist, as they are stored, also when they cannot be searched yet. */
  public Map<Document, Map<String, Object>> stored(List<Document> documents) {
    Map<Document, Map<String, Object>> found = new LinkedHashMap<>();
    for (int from = 0; from < documents.size(); from += MOST_DOCUMENTS) {
      List<Document> some =
          documents.subList(from, Math.min(documents.size(), from + MOST_DOCUMENTS));
      found.putAll(patience.until(() -> get(some)));
    }
    return found;
  }

  @SuppressWarnings("unchecked") // a JSON object is read as a map
  private Map<Document, Map<String, Object>> get(List<Document> documents) {
    var response =
        cluster.ask(
            "read what it holds",
            client ->
                client.mget(
                    get -> {
                      for (Document document : documents) {
                        get.docs(doc -> doc.index(document.index()).id(document.id()));
                      }
                      return get;
                    },
                    Object.class));
    Map<Document, Map<String, Object>> found = new LinkedHashMap<>();
    for (int i = 0; i < documents.size(); i++) {
      var answer = response.docs().get(i);
      if (answer.isResult() && answer.result().found() && answer.result().source() != null) {
        found.put(documents.get(i), (Map<String, Object>) answer.result().source());
      }
    }
    return found;
  }
}
