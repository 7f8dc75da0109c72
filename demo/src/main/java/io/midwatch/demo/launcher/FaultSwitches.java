package io.midwatch.demo.launcher;

import io.midwatch.demo.faults.Fault;
import io.midwatch.demo.faults.FaultBoard;

/** Makes each fault happen in the running processes. */
final class FaultSwitches implements FaultBoard.Switches {
  private static final int POOL = 10;
  private static final int SMALL_POOL = 2;
  private static final int SLOW_MILLIS = 5_000;

  private final Shops shops;
  private final Child traffic;
  private final Child cards;
  private final Child importer;
  private int poolSize = POOL;

  FaultSwitches(Shops shops, Child traffic, Child cards, Child importer) {
    this.shops = shops;
    this.traffic = traffic;
    this.cards = cards;
    this.importer = importer;
  }

  @Override
  public void set(Fault fault, boolean on) throws Exception {
    switch (fault) {
      case BAD_RELEASE -> release(on);
      case THIRD_PARTY_SLOW -> cards.send("delay " + (on ? SLOW_MILLIS : 0));
      case CONSUMER_STALLED -> importer.send("consumer " + (on ? "stop" : "start"));
      case POOL_TOO_SMALL -> {
        poolSize = on ? SMALL_POOL : POOL;
        shops.send("pool " + poolSize);
      }
    }
  }

  private void release(boolean bad) throws Exception {
    shops.deploy(
        bad ? Shops.BAD_VERSION : Shops.SECOND_VERSION,
        bad,
        routes -> traffic.send("route " + routes));
    if (poolSize != POOL) {
      shops.send("pool " + poolSize);
    }
  }
}
