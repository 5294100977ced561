using ChatBot.Benchmarks;
using ChatBot.Benchmarks.Broadcast;
using ChatBot.Benchmarks.Confirm;
using ChatBot.Benchmarks.Messages;
using ChatBot.Benchmarks.Soak;
using ChatBot.Benchmarks.Turn;

switch (args)
{
    case ["understanding", _, var dialogs]:
        return UnderstandingBenchmark.Run(dialogs);
    case ["turn", var host, var dialogs]:
        return await TurnBenchmark.RunAsync(host, dialogs);
    case ["messages", var host, var dialogs]:
        return await MessagesBenchmark.RunAsync(host, dialogs);
    case ["stock-bot"]:
        await StockBot.RunAsync();
        return 0;
    case ["confirm", _, var dialogs]:
        return await ConfirmBenchmark.RunAsync(dialogs);
    case ["broadcast", var host, var dialogs]:
        return await BroadcastBenchmark.RunAsync(host, dialogs);
    case ["soak", var host, var dialogs]:
        return await SoakBenchmark.RunAsync(host, dialogs);
    case ["start", var host, var dialogs]:
        return await StartBenchmark.RunAsync(host, dialogs);
    case ["floor", var postgres, var redis]:
        await Floor.RunAsync(postgres, redis);
        return 0;
    default:
        return 2;
}
