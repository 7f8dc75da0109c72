package io.midwatch.api.openapi;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /openapi.json}: the API as an OpenAPI 3.1 document. It is written by hand, in {@code
 * src/main/resources/openapi.json}; a test holds it against the controllers and their answers.
 */
@RestController
class OpenApiController {
  private static final Resource DOCUMENT = new ClassPathResource("/openapi.json");

  @GetMapping(path = "/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
  Resource document() {
    return DOCUMENT;
  }
}
