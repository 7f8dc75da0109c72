package io.midwatch.ui.trace;

import io.midwatch.query.traces.TraceNode;
import io.midwatch.ui.format.ShownText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every span of a trace in columns, for the waterfall that draws only the rows in sight: {@code
 * /traces/{id}/columns.json}. All columns are as long as the trace has spans and in the order of
 * its tree, depth first. Times are whole microseconds; 50,000 spans are about 1.5 MB, a sixth of
 * that zipped.
 *
 * <pre>
 * {"services":["shop"],"names":["POST /v1/checkout","SELECT"],"micros":90000,
 *  "d":[0,1,1],"t":[0,2000,5000],"u":[90000,1900,1900],"o":[3800,0,0],"s":[0,0,0],"n":[0,1,1],"f":[2,0,0],"h":[-1,1,1]}
 * </pre>
 *
 * @param services in order of first appearance, each cut after 200 characters
 * @param names of spans, each once, cut after 200 characters
 * @param micros from the first start to the last end
 * @param d depth, 0 for a root
 * @param t start after the start of the trace
 * @param u duration
 * @param o part of the duration covered by children
 * @param s position in {@code services}
 * @param n position in {@code names}
 * @param f sum of 1 failed, 2 critical, 4 orphan
 * @param h position of the span it is folded into, which may be itself; -1 when it is not folded
 */
@SuppressWarnings("ArrayRecordComponent") // written once as JSON; boxed, a trace would be 12 MB
record TraceColumns(
    List<String> services,
    List<String> names,
    long micros,
    int[] d,
    long[] t,
    long[] u,
    long[] o,
    int[] s,
    int[] n,
    int[] f,
    int[] h) {
  static final int FAILED = 1;
  static final int CRITICAL = 2;
  static final int ORPHAN = 4;

  private static final int LONGEST_NAME = 200;

  /**
   * The columns of a trace.
   *
   * @param start of the trace, epoch nanoseconds
   * @param nanos its length
   */
  static TraceColumns of(List<TraceNode> nodes, long start, long nanos, List<String> services) {
    int size = nodes.size();
    Map<String, Integer> names = new LinkedHashMap<>();
    Map<String, Integer> places = new LinkedHashMap<>();
    services.forEach(service -> places.put(service, places.size()));
    TraceColumns columns =
        new TraceColumns(
            services.stream().map(TraceColumns::shown).toList(),
            new ArrayList<>(),
            micros(nanos),
            new int[size],
            new long[size],
            new long[size],
            new long[size],
            new int[size],
            new int[size],
            new int[size],
            heads(nodes));
    for (int i = 0; i < size; i++) {
      TraceNode node = nodes.get(i);
      columns.d[i] = node.depth();
      columns.t[i] = micros(node.span().startTimeUnixNano() - start);
      columns.u[i] = micros(node.span().durationNanos());
      columns.o[i] = columns.u[i] - micros(node.selfNanos());
      columns.s[i] = places.getOrDefault(node.service(), 0);
      columns.n[i] = names.computeIfAbsent(shown(node.span().name()), _ -> names.size());
      columns.f[i] =
          (node.failed() ? FAILED : 0)
              + (node.critical() ? CRITICAL : 0)
              + (node.orphan() ? ORPHAN : 0);
    }
    columns.names.addAll(names.keySet());
    return columns;
  }

  private static int[] heads(List<TraceNode> nodes) {
    int[] heads = new int[nodes.size()];
    Arrays.fill(heads, -1);
    SpanFolds.of(nodes, -1).groups().forEach((head, same) -> same.forEach(i -> heads[i] = head));
    return heads;
  }

  private static String shown(String name) {
    return ShownText.cut(name, LONGEST_NAME);
  }

  private static long micros(long nanos) {
    return nanos / 1000 + (nanos % 1000 + 500) / 1000;
  }
}
