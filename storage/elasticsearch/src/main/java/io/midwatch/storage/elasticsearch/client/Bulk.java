package io.midwatch.storage.elasticsearch.client;

import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import co.elastic.clients.util.BinaryData;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/*
 * Requests name the write alias of an index and require that it is one, for else a server that lost
 * its indices would make them again by itself, from templates it has lost too: with a field for
 * every key a sender thinks of. Instead it answers 404, and the index is made here.
 */
/**
 * Writes documents and does not return before each is settled: written, there already, or refused
 * for good. What may succeed later (429, 5xx, blocked indices, no answer) is sent again, alone; a
 * request that is too large (413) is sent in parts. Called by one thread.
 */
public final class Bulk {
  /** What is wrong with a document stays wrong. */
  private static final Set<String> OF_THE_DOCUMENT =
      Set.of(
          "document_parsing_exception",
          "mapper_parsing_exception",
          "strict_dynamic_mapping_exception",
          "illegal_argument_exception",
          "x_content_parse_exception",
          "parsing_exception",
          "parse_exception",
          "action_request_validation_exception");

  /** Refusals with status 400 that are about the server: a closed index, a limit of shards. */
  private static final Set<String> OF_THE_SERVER =
      Set.of("index_closed_exception", "validation_exception");

  /** How often a document is sent whose refusal is of neither kind: half a minute. */
  private static final int MOST_DOUBTS = 10;

  private static final JsonMapper JSON = new JsonMapper();
  private static final int MOST_DOCUMENTS = 2_000;
  private static final long MOST_BYTES = 4L << 20;
  private static final long LEAST_BYTES = 64L << 10;
  private static final int READ_AT_ONCE = 500;

  private final Cluster cluster;
  private final Patience patience;
  private final Consumer<String> makeIndex;

  /** Of one request; less than {@link #MOST_BYTES} once the server found that too much. */
  private long mostBytes = MOST_BYTES;

  /**
   * @param makeIndex makes an index that is missing, with its write alias; throws {@link
   *     NotYetException} when it cannot just now
   */
  public Bulk(Cluster cluster, Patience patience, Consumer<String> makeIndex) {
    this.cluster = cluster;
    this.patience = patience;
    this.makeIndex = makeIndex;
  }

  /**
   * A document to be written.
   *
   * @param json of one line
   * @param replace whether it takes the place of one with its id; else that one stays
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared; may be megabytes
  public record Document(String index, String id, byte[] json, boolean replace) {
    /** A document of fields. */
    public static Document of(
        String index, String id, Map<String, Object> fields, boolean replace) {
      return new Document(index, id, JSON.writeValueAsBytes(fields), replace);
    }
  }

  /** Where a document is. */
  public record Place(String index, String id) {}

  /** What became of a document. */
  public sealed interface Outcome {
    record Written() implements Outcome {}

    /** One with its id was there before, perhaps from an attempt whose answer was lost. */
    record Exists() implements Outcome {}

    /** It will never be taken. */
    record Refused(String reason) implements Outcome {}
  }

  /** The alias documents of an index are written by. */
  public static String writeAlias(String index) {
    return index + "-write";
  }

  /** Whether this many documents of this size are as much as one request carries. */
  public static boolean isFull(int documents, long bytes) {
    return documents >= MOST_DOCUMENTS || bytes >= MOST_BYTES;
  }

  /**
   * Outcomes in the order of the documents.
   *
   * @throws RefusedException when the server refuses requests whatever is in them
   */
  public List<Outcome> write(List<Document> documents) {
    Settling settling = new Settling(documents);
    for (List<Integer> part = settling.next(); !part.isEmpty(); part = settling.next()) {
      List<Integer> sent = part;
      patience.until(() -> {
        settling.send(sent.stream().filter(settling::isOpen).toList());
        return true;
      });
    }
    return settling.outcomes();
  }

  /** Documents on their way. */
  private final class Settling {
    private final List<Document> documents;
    private final @Nullable Outcome[] outcomes;
    private final Map<Integer, Integer> doubts = new HashMap<>();
    private final Set<String> made = new HashSet<>();
    private int from;

    Settling(List<Document> documents) {
      this.documents = documents;
      this.outcomes = new Outcome[documents.size()];
    }

    boolean isOpen(int at) {
      return outcomes[at] == null;
    }

    List<Outcome> outcomes() {
      return Arrays.stream(outcomes).map(Objects::requireNonNull).toList();
    }

    /** As many as one request carries, none when all were handed out. */
    List<Integer> next() {
      int to = from;
      long bytes = 0;
      while (to < documents.size()
          && to - from < MOST_DOCUMENTS
          && (to == from || bytes + documents.get(to).json().length <= mostBytes)) {
        bytes += documents.get(to++).json().length;
      }
      List<Integer> part = IntStream.range(from, to).boxed().toList();
      from = to;
      return part;
    }

    void send(List<Integer> open) {
      if (open.isEmpty()) {
        return;
      }
      List<BulkOperation> operations =
          open.stream().map(at -> operation(documents.get(at))).toList();
      BulkResponse response;
      try {
        response =
            cluster.ask(
                "write",
                client -> client.bulk(bulk -> bulk.requireAlias(true).operations(operations)));
      } catch (RefusedException e) {
        inParts(open, e);
        return;
      }
      settle(open, response);
    }

    private void inParts(List<Integer> open, RefusedException refused) {
      boolean large = refused.status() == 413;
      if (!large && !OF_THE_DOCUMENT.contains(refused.type())) {
        throw refused;
      }
      if (open.size() == 1) {
        outcomes[open.getFirst()] =
            new Outcome.Refused(large ? "request_too_large" : refused.type());
        return;
      }
      int half = open.size() / 2;
      if (large) {
        long bytes = open.stream().mapToLong(at -> documents.get(at).json().length).sum();
        mostBytes = Math.clamp(bytes / 2, LEAST_BYTES, mostBytes);
      }
      send(open.subList(0, half));
      send(open.subList(half, open.size()));
    }

    private void settle(List<Integer> open, BulkResponse response) {
      String later = null;
      Set<String> missing = new TreeSet<>();
      for (int i = 0; i < open.size(); i++) {
        int at = open.get(i);
        BulkResponseItem item = response.items().get(i);
        Outcome outcome = outcome(at, item);
        if (outcome != null) {
          outcomes[at] = outcome;
        } else if (item.status() == 404) {
          missing.add(documents.get(at).index());
          later = "there is no index " + documents.get(at).index();
        } else {
          later = "status " + item.status() + ": " + reason(item);
        }
      }
      missing.forEach(makeIndex);
      if (made.addAll(missing)) {
        send(open.stream().filter(this::isOpen).toList());
      } else if (later != null) {
        throw new NotYetException("Elasticsearch takes no more just now, " + later);
      }
    }

    /** Null when it is worth another attempt. */
    private @Nullable Outcome outcome(int at, BulkResponseItem item) {
      int status = item.status();
      if (status < 300) {
        return new Outcome.Written();
      }
      return switch (status) {
        case 409 -> new Outcome.Exists();
        case 413 -> new Outcome.Refused(reason(item));
        case 400 -> isFinal(at, reason(item)) ? new Outcome.Refused(reason(item)) : null;
        default -> null;
      };
    }

    private boolean isFinal(int at, String reason) {
      return OF_THE_DOCUMENT.contains(reason)
          || (!OF_THE_SERVER.contains(reason) && doubts.merge(at, 1, Integer::sum) >= MOST_DOUBTS);
    }
  }

  private static String reason(BulkResponseItem item) {
    return item.error() == null || item.error().type() == null
        ? "status " + item.status()
        : item.error().type();
  }

  private static BulkOperation operation(Document document) {
    String alias = writeAlias(document.index());
    BinaryData json = BinaryData.of(document.json(), "application/json");
    return BulkOperation.of(operation ->
        document.replace()
            ? operation.index(index -> index.index(alias).id(document.id()).document(json))
            : operation.create(create -> create.index(alias).id(document.id()).document(json)));
  }

  /**
   * Documents that exist, as they are stored, also when they cannot be searched yet.
   *
   * @param fields of the documents that are wanted
   */
  public Map<Place, Map<String, Object>> stored(List<Place> places, List<String> fields) {
    Map<Place, Map<String, Object>> found = new LinkedHashMap<>();
    for (int from = 0; from < places.size(); from += READ_AT_ONCE) {
      List<Place> some = places.subList(from, Math.min(places.size(), from + READ_AT_ONCE));
      found.putAll(patience.until(() -> get(some, fields)));
    }
    return found;
  }

  @SuppressWarnings("unchecked") // a JSON object is read as a map
  private Map<Place, Map<String, Object>> get(List<Place> places, List<String> fields) {
    var response =
        cluster.ask(
            "read what it holds",
            client ->
                client.mget(
                    get -> {
                      for (Place place : places) {
                        get.docs(doc ->
                            doc.index(place.index())
                                .id(place.id())
                                .source(
                                    source -> source.filter(filter -> filter.includes(fields))));
                      }
                      return get;
                    },
                    Object.class));
    Map<Place, Map<String, Object>> found = new LinkedHashMap<>();
    for (int i = 0; i < places.size(); i++) {
      var answer = response.docs().get(i);
      if (answer.isResult() && answer.result().found() && answer.result().source() != null) {
        found.put(places.get(i), (Map<String, Object>) answer.result().source());
      } else if (answer.isFailure()
          && !"index_not_found_exception".equals(answer.failure().error().type())) {
        throw new NotYetException(
            "Elasticsearch could not read what it holds: " + answer.failure().error().reason());
      }
    }
    return found;
  }
}
