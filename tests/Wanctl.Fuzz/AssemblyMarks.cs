// Each input has a time that it must not exceed: one target after the other, so that they do not wait for each other.
[assembly: CollectionBehavior(CollectionBehavior.CollectionPerAssembly, DisableTestParallelization = true)]
