package io.midwatch.model.semconv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameTemplateTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET /orders/4711/items | GET /orders/{id}/items
          /users/7f3c1b2e-91aa-4c0e-8b7d-0123456789ab | /users/{id}
          /users/7F3C1B2E-91AA-4C0E-8B7D-0123456789AB/x | /users/{id}/x
          /blobs/deadbeef01 | /blobs/{id}
          /blobs/deadbeef | /blobs/deadbeef
          report-2024 of 2024-11-22 | report-{id} of {id}
          /hosts/10.0.0.1 | /hosts/{id}
          /t/01ARZ3NDEKTSV4RRFFQ69G5FAV | /t/{id}
          /v1/checkout | /v1/checkout
          /api/v1.2/oauth2/token | /api/v1.2/oauth2/token
          com.example.OrderServiceV2.place | com.example.OrderServiceV2.place
          /a/{id}/b | /a/{id}/b
          42 | {id}
          """)
  void replacesIdentifiersOnly(String name, String expected) {
    assertThat(NameTemplate.of(name)).isEqualTo(expected);
    assertThat(NameTemplate.of(expected)).as("twice").isEqualTo(expected);
  }
}
