"""Scenarios in the forms of other tools: written as a script of Locust or k6 or a test plan of JMeter, and read from
curl commands, Postman collections, OpenAPI descriptions and JMeter's test plans.

`outline` says once what a scenario does, with all that can be known before a run worked out; each target writes that in
its own words, and tells what it has no words for.
"""
