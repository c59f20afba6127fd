// Talks to the simulated router with node-routeros, many commands at a time. Arguments: port, password.
'use strict';

const assert = require('node:assert');
const { RouterOSAPI } = require('node-routeros');

const [port, password] = [Number(process.argv[2]), process.argv[3]];
const down = 'WAN-Download-Spectrum';
const up = 'WAN-Upload-Spectrum';

function client(secret) {
    return new RouterOSAPI({ host: '127.0.0.1', port, user: 'admin', password: secret, timeout: 30 });
}

async function failure(action) {
    try {
        await action();
    } catch (error) {
        return `${error.errno ?? ''} ${error.message ?? error}`;
    }
    return 'no failure';
}

function check(name, found, wanted) {
    assert.deepStrictEqual(found, wanted, name);
    console.log('ok', name);
}

async function main() {
    const refused = await failure(() => client('wrong').connect());
    check('refused login', refused, 'CANTLOGIN Username or password is invalid');

    const api = client(password);
    await api.connect();

    const prints = [];
    for (let i = 0; i < 20; i++) {
        const name = i % 2 === 0 ? down : up;
        prints.push(api.write('/queue/tree/print', ['=.proplist=name,max-limit', `?name=${name}`]));
    }
    const answers = await Promise.all(prints);
    check('twenty prints at once', answers.map((rows) => rows.map((row) => row.name).join()),
        answers.map((_, i) => (i % 2 === 0 ? down : up)));

    const [item] = await api.write('/queue/tree/print', ['=.proplist=.id', `?name=${down}`]);
    await api.write('/queue/tree/set', [`=.id=${item['.id']}`, '=max-limit=250M']);
    const [row] = await api.write('/queue/tree/print', ['=.proplist=max-limit', `?name=${down}`]);
    check('set', row, { 'max-limit': '250000000' });
    check('either of two', (await api.write('/queue/tree/print', [`?name=${down}`, `?name=${up}`, '?#|'])).length, 2);
    check('no rows', await api.write('/queue/tree/print', ['?name=nobody']), []);
    check('bad value', /invalid value/.test(
        await failure(() => api.write('/queue/tree/set', [`=.id=${item['.id']}`, '=max-limit=fast']))), true);

    const mixed = await Promise.all([
        failure(() => api.write('/queue/tree/set', ['=.id=*FFFF', '=max-limit=1'])),
        api.write('/system/identity/print'),
        failure(() => api.write('/nonsense/print')),
    ]);
    check('traps go to their own commands', [/no such item/.test(mixed[0]), mixed[1][0].name, /no such command/.test(mixed[2])],
        [true, 'MikroTik', true]);

    const comment = 'caf\u00e9 ' + 'a'.repeat(256 - '=comment=caf. '.length);
    const [added] = await api.write('/queue/tree/add', ['=name=extra', '=parent=global', `=comment=${comment}`]);
    const [extra] = await api.write('/queue/tree/print', ['=.proplist=comment', '?name=extra']);
    check('add with a word of 256 bytes', extra.comment, comment);
    await api.write('/queue/tree/remove', [`=.id=${added.ret}`]);
    check('remove', (await api.write('/queue/tree/print', ['=.proplist=name'])).length, 2);
    await api.close();
    // The client keeps a socket or timer of the refused login; without this word the process might never end.
    process.stdout.write('done\n', () => process.exit(0));
}

main().catch((error) => {
    console.error(error);
    process.exit(1);
});
