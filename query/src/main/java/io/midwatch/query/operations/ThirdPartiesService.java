package io.midwatch.query.operations;

import io.midwatch.query.requests.Recovery;
import io.midwatch.query.requests.Recovery.Step;
import io.midwatch.query.window.Listed;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.rollup.ExponentialHistogram;
import io.midwatch.storage.contract.rollup.OperationsTables;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.rollup.RollupRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Hosts outside that services call. Not split by tenant. Thread-safe. */
public final class ThirdPartiesService {
  private static final String TABLE = OperationsTables.THIRD_PARTIES.name();

  private final RollupReader rollups;
  private final CallsReader reader;

  public ThirdPartiesService(RollupReader rollups) {
    this.rollups = rollups;
    this.reader = new CallsReader(rollups, OperationsTables.THIRD_PARTIES);
  }

  /** Hosts called in the window: the highest failed share first, then by calls. */
  public Listed<ThirdPartyRow> thirdParties(Window window) {
    RollupAnswer now = rollups.readRollup(window.rollup(TABLE, "host", "service"));
    RollupAnswer before = rollups.readRollup(window.reference().rollup(TABLE, "host"));
    Map<String, RollupRow> rowsBefore = new HashMap<>();
    before.rows().forEach(row -> rowsBefore.put(row.text(0), row));
    RollupAnswer stepped = rollups.readRollup(stepped(window));
    Map<String, List<Step>> steps = steps(stepped);
    Map<String, List<RollupRow>> byHost = new TreeMap<>();
    for (RollupRow row : now.rows()) {
      if (!row.text(0).isEmpty()) {
        byHost.computeIfAbsent(row.text(0), key -> new ArrayList<>()).add(row);
      }
    }
    List<ThirdPartyRow> hosts = new ArrayList<>();
    byHost.forEach((host, rows) -> {
      ExponentialHistogram duration = new ExponentialHistogram();
      Set<String> callers = new TreeSet<>();
      for (RollupRow row : rows) {
        duration.merge(now.histogram(row, "duration"));
        callers.add(row.text(1));
      }
      RollupRow earlier = rowsBefore.get(host);
      List<Step> stepsOfHost = steps.getOrDefault(host, List.of());
      hosts.add(
          new ThirdPartyRow(
              host,
              sum(now, rows, "calls"),
              sum(now, rows, "failed"),
              sum(now, rows, "throttled"),
              sum(now, rows, "timeouts"),
              duration.count() == 0 ? null : duration.quantile(0.95),
              earlier == null ? 0 : before.count(earlier, "calls"),
              earlier == null ? 0 : before.count(earlier, "failed"),
              List.copyOf(callers),
              stepsOfHost.stream().map(ThirdPartiesService::failedShare).toList(),
              Recovery.startUnixNano(stepsOfHost, ThirdPartyRow.FAILING)));
    });
    hosts.sort(
        Comparator.comparingDouble((ThirdPartyRow row) -> -(double) row.failed() / row.calls())
            .thenComparing(row -> -row.calls())
            .thenComparing(ThirdPartyRow::host));
    return new Listed<>(
        hosts, now.completeness().and(before.completeness()).and(stepped.completeness()));
  }

  /** One host; empty when nobody called it in the window. */
  public Optional<ThirdPartyDetail> thirdParty(Window window, String host) {
    return thirdParties(window).rows().stream()
        .filter(row -> row.host().equals(host))
        .findFirst()
        .map(row ->
            new ThirdPartyDetail(
                row, reader.calls(window, Filter.eq(Field.dimension("host"), host))));
  }

  private static RollupQuery stepped(Window window) {
    return window
        .rollup(TABLE, "host")
        .where(window.dimensionFilter(Filter.ALL))
        .every(window.stepNanos());
  }

  /** Calls of every host by steps of time; steps without a call are absent. */
  private static Map<String, List<Step>> steps(RollupAnswer answer) {
    Map<String, List<Step>> steps = new HashMap<>();
    for (RollupRow row : answer.rows()) {
      long calls = answer.count(row, "calls");
      if (calls > 0) {
        steps
            .computeIfAbsent(row.text(0), key -> new ArrayList<>())
            .add(new Step(row.bucketStartUnixNano(), calls, answer.count(row, "failed")));
      }
    }
    steps.values().forEach(one -> one.sort(Comparator.comparingLong(Step::startUnixNano)));
    return steps;
  }

  private static ValuePoint failedShare(Step step) {
    return new ValuePoint(step.startUnixNano(), (double) step.failed() / step.attempts());
  }

  private static long sum(RollupAnswer answer, List<RollupRow> rows, String counter) {
    return rows.stream().mapToLong(row -> answer.count(row, counter)).sum();
  }
}
