package io.midwatch.demo.tenants;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The forty tenants, the busiest first. Every third one takes webhooks. */
public final class Tenants {
  private static final List<String> IDS =
      List.of(
          "globex",
          "initech",
          "umbra-foods",
          "northwind",
          "hooli",
          "vandelay",
          "stark-tools",
          "wayne-logistics",
          "acme",
          "tyrell",
          "cyberdyne",
          "soylent",
          "oscorp",
          "wonka",
          "duff",
          "gringotts",
          "monarch",
          "aperture",
          "blackmesa",
          "virtucon",
          "zorin",
          "nakatomi",
          "weyland",
          "rekall",
          "massive-dynamic",
          "dunder",
          "bluth",
          "pied-piper",
          "los-pollos",
          "sterling",
          "prestige",
          "gekko",
          "oceanic",
          "dharma",
          "ollivander",
          "sirius",
          "buynlarge",
          "yoyodyne",
          "spacely",
          "cogswell");

  private static final List<Tenant> ALL = build();

  private Tenants() {}

  /** All tenants in order of their traffic, busiest first; immutable. */
  public static List<Tenant> all() {
    return ALL;
  }

  /** The tenant with this id, if there is one. */
  public static Optional<Tenant> find(String id) {
    return ALL.stream().filter(tenant -> tenant.id().equals(id)).findFirst();
  }

  private static List<Tenant> build() {
    var tenants = new ArrayList<Tenant>(IDS.size());
    for (int rank = 0; rank < IDS.size(); rank++) {
      tenants.add(new Tenant(IDS.get(rank), Math.max(4, 120 / (rank + 1)), rank % 3 == 0));
    }
    return List.copyOf(tenants);
  }
}
