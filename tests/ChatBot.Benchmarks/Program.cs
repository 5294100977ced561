using ChatBot.Benchmarks;

return args switch
{
    ["understanding", var dialogs] => UnderstandingBenchmark.Run(dialogs),
    _ => 2,
};
