package io.midwatch.bench.workload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The items of one window as encoded messages, each with the context (resource and scope) that sent
 * it. Becomes requests in an exporter's order: all items of a context together, cut every {@link
 * Workload#REQUEST_ITEMS}. Not thread-safe.
 *
 * <pre>
 * ExportRequest { 1 group { 1 resource 2 scope group { 1 scope 2 item 2 item … } } 1 group … }
 * </pre>
 */
final class ItemBuffer {
  private static final int GROUPS = 1;
  private static final int CHILDREN = 2;

  private final Wire wire = new Wire();
  private int[] offsets = new int[1024];
  private int[] contexts = new int[1024];
  private int count;

  /** Where the next item's fields are written. */
  Wire wire() {
    return wire;
  }

  /** What was written since the last call is one item. */
  void endItem(int context) {
    if (count + 1 == offsets.length) {
      offsets = Arrays.copyOf(offsets, count * 2);
      contexts = Arrays.copyOf(contexts, count * 2);
    }
    contexts[count++] = context;
    offsets[count] = wire.size();
  }

  /**
   * The requests of all items.
   *
   * @param headers per context the fields 1 of its group: resource, then scope
   */
  List<ExportRequest> requests(List<ContextBytes> headers) {
    int[] order = byContext(headers.size());
    List<ExportRequest> requests = new ArrayList<>();
    Wire body = new Wire();
    for (int from = 0; from < count; from += Workload.REQUEST_ITEMS) {
      int to = Math.min(count, from + Workload.REQUEST_ITEMS);
      body.clear();
      for (int start = from; start < to; ) {
        start = group(body, order, start, to, headers);
      }
      requests.add(new ExportRequest(to - from, body.toByteArray()));
    }
    return requests;
  }

  /** Writes the items of one context; the answer is where the next context starts. */
  private int group(Wire body, int[] order, int start, int to, List<ContextBytes> headers) {
    int context = contexts[order[start]];
    ContextBytes header = headers.get(context);
    int group = body.open(GROUPS);
    body.raw(header.resource());
    int scope = body.open(CHILDREN);
    body.raw(header.scope());
    int place = start;
    for (; place < to && contexts[order[place]] == context; place++) {
      int item = order[place];
      int message = body.open(CHILDREN);
      body.raw(wire, offsets[item], offsets[item + 1] - offsets[item]);
      body.close(message);
    }
    body.close(scope);
    body.close(group);
    return place;
  }

  /** Items by context, those of one context in the order they were written. */
  private int[] byContext(int contextCount) {
    int[] next = new int[contextCount + 1];
    for (int item = 0; item < count; item++) {
      next[contexts[item] + 1]++;
    }
    for (int context = 0; context < contextCount; context++) {
      next[context + 1] += next[context];
    }
    int[] order = new int[count];
    for (int item = 0; item < count; item++) {
      order[next[contexts[item]]++] = item;
    }
    return order;
  }
}
