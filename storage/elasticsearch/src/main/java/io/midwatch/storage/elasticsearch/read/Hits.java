package io.midwatch.storage.elasticsearch.read;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import io.midwatch.storage.elasticsearch.client.Cluster;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Walks through everything a query finds, in a total order, page by page. Thread-safe. */
public final class Hits {
  /** Documents asked for at once; the server gives 10,000 at most. */
  public static final int PAGE = 2_000;

  private final Cluster cluster;

  public Hits(Cluster cluster) {
    this.cluster = cluster;
  }

  /** One document: what it was indexed with, as far as it is kept. */
  public record Found(String index, Map<String, Object> source) {
    public String text(String field) {
      return String.valueOf(source.get(field));
    }

    public long number(String field) {
      return source.get(field) instanceof Number number ? number.longValue() : 0;
    }

    public byte[] bytes(String field) {
      return Base64.getDecoder().decode(text(field));
    }
  }

  public static SortOptions ascending(String field) {
    return SortOptions.of(sort -> sort.field(by -> by.field(field).order(SortOrder.Asc)));
  }

  public static SortOptions descending(String field) {
    return SortOptions.of(sort -> sort.field(by -> by.field(field).order(SortOrder.Desc)));
  }

  /**
   * Hands over documents until none is left or the visitor wants no more.
   *
   * @param sort a total order
   * @param after place to go on from, null for the start
   * @param first documents of the first page; further ones are larger
   */
  public void walk(
      String index,
      Query query,
      List<SortOptions> sort,
      @Nullable List<FieldValue> after,
      int first,
      Predicate<Found> wantsMore) {
    List<FieldValue> place = after;
    int size = Math.clamp(first, 1, PAGE);
    while (true) {
      List<Hit<Object>> page = page(index, query, sort, place, size);
      for (Hit<Object> hit : page) {
        if (!wantsMore.test(found(hit))) {
          return;
        }
      }
      if (page.size() < size) {
        return;
      }
      place = page.getLast().sort();
      size = PAGE;
    }
  }

  /** Documents by the value of a keyword field, the most frequent values. */
  public Map<String, Long> counts(String index, Query query, String field, int values) {
    SearchResponse<Void> response =
        cluster.read(
            "count",
            client ->
                client.search(
                    search ->
                        search
                            .index(index)
                            .query(query)
                            .size(0)
                            .allowPartialSearchResults(false)
                            .aggregations(
                                "values", by -> by.terms(terms -> terms.field(field).size(values))),
                    Void.class));
    Map<String, Long> counts = new LinkedHashMap<>();
    Aggregate found = response.aggregations().get("values");
    if (found != null && found.isSterms()) {
      found
          .sterms()
          .buckets()
          .array()
          .forEach(bucket -> counts.put(bucket.key().stringValue(), bucket.docCount()));
    }
    return counts;
  }

  private List<Hit<Object>> page(
      String index,
      Query query,
      List<SortOptions> sort,
      @Nullable List<FieldValue> after,
      int size) {
    SearchResponse<Object> response =
        cluster.read(
            "search",
            client ->
                client.search(
                    search -> {
                      search
                          .index(index)
                          .query(query)
                          .sort(sort)
                          .size(size)
                          .allowPartialSearchResults(false)
                          .trackTotalHits(track -> track.enabled(false));
                      return after == null ? search : search.searchAfter(after);
                    },
                    Object.class));
    return response.hits().hits();
  }

  @SuppressWarnings("unchecked") // a JSON object is read as a map
  private static Found found(Hit<Object> hit) {
    return new Found(
        String.valueOf(hit.index()),
        hit.source() == null ? Map.of() : (Map<String, Object>) hit.source());
  }
}
