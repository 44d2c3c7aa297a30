"""What other tools keep, read into a scenario: curl commands, Postman collections, OpenAPI, test plans of JMeter."""
