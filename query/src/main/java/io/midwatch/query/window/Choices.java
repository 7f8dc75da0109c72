package io.midwatch.query.window;

import java.util.List;

/**
 * What a reader can narrow a page to.
 *
 * @param environments by name
 * @param tenants the busiest first, at most {@link ChoicesService#MOST_TENANTS}
 */
public record Choices(List<String> environments, List<String> tenants) {
  public static final Choices NONE = new Choices(List.of(), List.of());

  public Choices {
    environments = List.copyOf(environments);
    tenants = List.copyOf(tenants);
  }
}
