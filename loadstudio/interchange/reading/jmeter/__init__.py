"""Test plans of JMeter read into scenarios and a plan: `plan_reading` is the way in.

`xml_reading` gives the tree of elements, `expressions` what `${…}` in their texts says, `java_reading` and
`java_meaning` those scripts that only put values together; `values` knows what each name stands for. The rest goes
through the elements by subject.
"""
