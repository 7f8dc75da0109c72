package io.midwatch.demo.launcher;

import io.midwatch.demo.faults.Fault;
import io.midwatch.demo.faults.FaultBoard;
import io.midwatch.demo.faults.TruthLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the demo's page shows, as JSON fields. */
final class DemoState {
  private DemoState() {}

  /** The fields of {@code /state.json}; {@code states} is empty while the demo starts. */
  static Map<String, Object> toJson(
      int httpPort,
      List<Child> children,
      List<Shops.Instance> shops,
      Map<Fault, FaultBoard.State> states,
      List<TruthLog.Entry> truth) {
    var services = new ArrayList<Map<String, Object>>();
    for (Shops.Instance shop : shops) {
      services.add(service(shop.child(), shop.version()));
    }
    for (Child child : children) {
      services.add(service(child, ""));
    }
    var faults = new ArrayList<Map<String, Object>>();
    for (Fault fault : Fault.values()) {
      String state =
          states.containsKey(fault)
              ? String.valueOf(states.get(fault)).toLowerCase(Locale.ROOT)
              : "starting";
      faults.add(
          Map.of(
              "id",
              fault.id(),
              "summary",
              fault.summary(),
              "expected",
              fault.expected(),
              "state",
              state));
    }
    var fields = new LinkedHashMap<String, Object>();
    fields.put("midwatch", "http://127.0.0.1:" + httpPort + "/");
    fields.put("services", services);
    fields.put("faults", faults);
    fields.put("truth", truth.stream().map(TruthLog.Entry::toJson).toList());
    return fields;
  }

  private static Map<String, Object> service(Child child, String version) {
    String state = child.isReady() ? "up" : child.isAlive() ? "starting" : "ended";
    return Map.of("name", child.name(), "version", version, "state", state);
  }
}
