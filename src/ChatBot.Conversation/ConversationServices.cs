using ChatBot.Kernel.Declarations;
using ChatBot.Conversation.Commands;
using ChatBot.Conversation.DataFiles;
using ChatBot.Conversation.Dialogs;
using ChatBot.Conversation.Turns;
using ChatBot.Conversation.Understanding;
using ChatBot.Conversation.Understanding.MeetingTimes;
using ChatBot.Conversation.Wording;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Routing;
using ChatBot.Kernel.Turns;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace ChatBot.Conversation;

/// <summary>Registers the bot: wording, commands, understanding, dialogs, and the handler of turns.</summary>
public static class ConversationServices
{
    /// <summary>
    /// Everything in this project. Files under <paramref name="dialogsFolder"/> are read when first needed and again when
    /// they change; use cases and choice sources come from the Application.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="dialogsFolder">The <c>dialogs</c> folder.</param>
    public static IServiceCollection AddConversation(this IServiceCollection services, string dialogsFolder)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IIdSource, TimeOrderedIds>();
        AddWording(services, dialogsFolder);
        AddUnderstanding(services, dialogsFolder);
        AddCommands(services, dialogsFolder);
        AddDialogs(services, dialogsFolder);
        return services;
    }

    private static void AddWording(IServiceCollection services, string folder)
    {
        services.AddSingleton(p =>
        {
            var logger = p.GetRequiredService<ILogger<WordingLibrary>>();
            return Live(p, folder, WordingLibrary.Folder, faults => WordingLibrary.Load(folder, faults, strict: false, logger));
        });
        services.AddSingleton<LiveWording>();
        services.AddSingleton<IWording>(p => p.GetRequiredService<LiveWording>());
    }

    private static void AddUnderstanding(IServiceCollection services, string folder)
    {
        services.AddSingleton(new MeetingTimeReader());
        services.AddSingleton(p => Live(p, folder, IntentExamples.Folder, faults => new Understander(IntentExamples.Load(folder, faults))));
        services.AddSingleton<ITimeWords, MeetingTimeWords>();
        services.AddSingleton<ITimeHintReader, TimeHintReader>();
        services.AddSingleton<ISentenceReader, SentenceReader>();
    }

    private static void AddCommands(IServiceCollection services, string folder)
    {
        services.AddSingleton(p => Live(p, folder, "commands", faults => CommandGrammar.Load(folder, faults)));
        services.AddSingleton<IFormCatalogue, FormCatalogue>();
        services.AddSingleton<ICommandInterpreter>(p =>
        {
            var grammar = p.GetRequiredService<LiveFiles<CommandGrammar>>();
            return new CommandInterpreter(
                () => grammar.Current, p.GetServices<IChoiceSource>(), p.GetRequiredService<ITimeWords>(), p.GetRequiredService<IFormCatalogue>());
        });
    }

    private static void AddDialogs(IServiceCollection services, string folder)
    {
        services.AddSingleton<ChoiceLists>();
        services.AddSingleton<UseCaseRunner>();
        services.AddSingleton(p =>
        {
            var known = new KnownNames(
                p.GetRequiredService<DeclaredNames>().UseCases, p.GetRequiredService<ChoiceLists>().Names, p.GetRequiredService<LiveWording>().Has);
            return Live(p, folder, DialogLibrary.Folder, faults =>
            {
                var (library, found) = DialogLibrary.Load(folder, known);
                faults.AddRange(found);
                return library;
            });
        });
        services.AddSingleton<ILiveDialogs, LiveDialogs>();
        services.AddSingleton(p =>
        {
            var dialogs = p.GetRequiredService<ILiveDialogs>();
            return new ChoiceResolver(p.GetRequiredService<ITimeHintReader>(), () => dialogs.Library.Words);
        });
        services.AddSingleton<SlotReader>();
        services.AddSingleton<FormRunner>();
        services.AddSingleton<TurnFlow>();
        services.AddSingleton<Answers>();
        services.AddSingleton<IOutboxRenderer, PrivatePrompts>();

        // What a person said in a group is gone on with in private: an answer.
        services.AddSingleton(new OutboxKind(PrivatePrompts.PromptKind, MessageClass.Decision));
        services.AddSingleton(new OutboxKind(PrivatePrompts.ReceiptKind, MessageClass.Decision));
        services.TryAddSingleton<LastHeard>();
        services.AddSingleton<ITurnHandler, DialogTurnHandler>();
    }

    private static LiveFiles<T> Live<T>(IServiceProvider provider, string dialogs, string folder, Func<List<Fault>, T> load)
        where T : class =>
        new(
            Path.Combine(dialogs, folder),
            () =>
            {
                var faults = new List<Fault>();
                return (load(faults), faults);
            },
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<LiveFiles<T>>>());

    private sealed class FormCatalogue(IServiceProvider provider) : IFormCatalogue
    {
        // Asked for late: the library checks itself against wording and use cases that are built beside it.
        public bool HasFormFor(string useCase) => provider.GetRequiredService<ILiveDialogs>().Library.FormFor(useCase) is not null;
    }

    // Version 7 with a counter behind the milliseconds (RFC 9562, 6.2, method 1): what is made together, such as the members of
    // a roster file, keeps its order.
    private sealed class TimeOrderedIds(TimeProvider clock) : IIdSource
    {
        private const int CounterBits = 12;
        private long _last;

        public Guid New()
        {
            var now = clock.GetUtcNow().ToUnixTimeMilliseconds() << CounterBits;
            long last, next;
            do
            {
                last = Interlocked.Read(ref _last);
                next = Math.Max(now, last + 1);
            }
            while (Interlocked.CompareExchange(ref _last, next, last) != last);

            Span<byte> bytes = stackalloc byte[16];
            _ = Guid.CreateVersion7(DateTimeOffset.FromUnixTimeMilliseconds(next >> CounterBits)).TryWriteBytes(bytes, bigEndian: true, out _);
            bytes[6] = (byte)((bytes[6] & 0xF0) | (int)((next >> 8) & 0x0F));
            bytes[7] = (byte)next;
            return new Guid(bytes, bigEndian: true);
        }
    }
}
