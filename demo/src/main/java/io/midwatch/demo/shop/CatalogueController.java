package io.midwatch.demo.shop;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
class CatalogueController {
  private final Catalogue catalogue;

  CatalogueController(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @GetMapping("/v1/catalogue")
  List<Product> catalogue(@RequestParam(defaultValue = "tools") String category) {
    return catalogue.ofCategory(category);
  }

  @GetMapping("/v1/products/{id}")
  Product product(@PathVariable long id) {
    return catalogue
        .find(id)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "No product " + id));
  }
}
