package io.midwatch.demo.launcher;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The two instances of shop. The first keeps its version; the second is replaced at a deployment
 * the way a rolling one does it: the new process starts beside the old one, takes over the traffic,
 * and the old one ends.
 */
final class Shops {
  static final String FIRST_VERSION = "2.4.0";
  static final String SECOND_VERSION = "2.4.1";
  static final String BAD_VERSION = "2.5.0";
  private static final Duration START_LIMIT = Duration.ofMinutes(5);

  private final Fleet fleet;
  private final Ports ports;
  private final List<Instance> serving = new CopyOnWriteArrayList<>();
  private int generation = 1;

  Shops(Fleet fleet, Ports ports) {
    this.fleet = fleet;
    this.ports = ports;
  }

  /** A process with its version and the index of its port. */
  record Instance(Child child, String version, int port) {}

  /** Starts the first instance; returns when it is ready. */
  void startFirst() throws IOException, InterruptedException {
    join(
        new Instance(
            fleet.startShop("shop-1-1", FIRST_VERSION, ports.shop(0), false), FIRST_VERSION, 0));
  }

  /** Starts the second instance; returns when it is ready. */
  void startSecond() throws IOException, InterruptedException {
    join(
        new Instance(
            fleet.startShop("shop-2-1", SECOND_VERSION, ports.shop(1), false), SECOND_VERSION, 1));
  }

  private void join(Instance instance) throws InterruptedException {
    serving.add(instance);
    instance.child().awaitReady(START_LIMIT);
  }

  /** Every process of shop, including one that is about to take over or to end. */
  List<Instance> all() {
    return List.copyOf(serving);
  }

  /** URLs of the instances that are ready, separated by blanks. */
  String routes() {
    return serving.stream()
        .filter(instance -> instance.child().isReady())
        .map(instance -> "http://127.0.0.1:" + ports.shop(instance.port()))
        .collect(Collectors.joining(" "));
  }

  /** Sends a command to every instance. */
  void send(String command) {
    serving.forEach(instance -> instance.child().send(command));
  }

  /**
   * Replaces the second instance; {@code route} is called with the new routes before the old
   * process ends.
   */
  void deploy(String version, boolean loyaltyDiscount, Consumer<String> route)
      throws IOException, InterruptedException {
    Instance old = serving.get(1);
    int port = old.port() == 1 ? 2 : 1;
    generation++;
    var replacement =
        new Instance(
            fleet.startShop("shop-2-" + generation, version, ports.shop(port), loyaltyDiscount),
            version,
            port);
    try {
      join(replacement);
    } catch (InterruptedException | RuntimeException e) {
      serving.remove(replacement);
      end(replacement);
      throw e;
    }
    serving.remove(old);
    route.accept(routes());
    end(old);
  }

  private static void end(Instance instance) {
    instance.child().release();
    instance.child().awaitEnd(Duration.ofSeconds(15));
  }
}
