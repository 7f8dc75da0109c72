package io.midwatch.query.overview;

/**
 * What the first screen reads by itself, so that one part that cannot be read leaves the others.
 */
public enum OverviewPart {
  /** All requests: the figures, their lines, and both for the window before. */
  REQUESTS("Requests"),
  FAILING("What fails"),
  SERVICES("Services"),
  ENDPOINTS("Endpoints"),
  QUEUES("Queues"),
  DATABASES("Databases"),
  THIRD_PARTIES("Third parties"),
  TENANTS("Tenants");

  private final String title;

  OverviewPart(String title) {
    this.title = title;
  }

  /** How a sentence names it. */
  public String title() {
    return title;
  }
}
